"""Pages of training classes: the list, one class, planning and calling off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from foundation.days import today
from foundation.errors import DomainError
from foundation.paging import page
from offices.guards import needs
from offices.roles import Act
from participants.models import Participant
from programs.activities.picking import UNLISTED
from programs.activities.rights import runs
from programs.training import planning
from programs.training.forms import CancelForm, ChangeClassForm, NewClassForm
from programs.training.models import TrainingClass

TABS = {
    "mendatang": ("Hari ini dan mendatang", TrainingClass.objects.coming, ("starts_on", "id")),
    "kehadiran": ("Menunggu kehadiran", TrainingClass.objects.awaiting_attendance, ("ends_on", "id")),
    "lalu": ("Sudah lewat", TrainingClass.objects.over, ("-starts_on", "-id")),
}


@needs(Act.SEE_PEOPLE)
def index(request: HttpRequest) -> HttpResponse:
    """Classes within reach, by where they stand."""
    chosen = request.GET.get("bagian") if request.GET.get("bagian") in TABS else "mendatang"
    _, rows, order = TABS[chosen]
    classes = rows().visible_to(request.user).with_counts().select_related("sudin", "kelurahan")
    tabs = [{"label": label, "url": f"?bagian={key}", "active": key == chosen} for key, (label, _, _) in TABS.items()]
    context = {
        "page": page(classes, order, request.GET.get("cursor"), size=30),
        "tabs": tabs,
        "may_plan": request.user.scope.may(Act.RUN_ACTIVITIES),
        "today": today(),
    }
    return render(request, "training/list.html", context)


@needs(Act.SEE_PEOPLE)
def detail(request: HttpRequest, class_id: str) -> HttpResponse:
    """One class: when, where, who was invited and who came."""
    return show(request, found(request, class_id))


@needs(Act.RUN_ACTIVITIES)
def new(request: HttpRequest) -> HttpResponse:
    """Plan a class; the form sent twice plans one."""
    form = NewClassForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            with form.claim(request.user) as claim:
                if not claim.repeated:
                    claim.settle(planning.plan(by=request.user, **form.values).public_id)
                    messages.success(request, "Kelas dibuat.")
            return redirect("training:detail", claim.object_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _form(request, form)


@needs(Act.RUN_ACTIVITIES)
def edit(request: HttpRequest, class_id: str) -> HttpResponse:
    """Change a class that still stands."""
    training_class = found(request, class_id)
    form = ChangeClassForm(
        request.POST or None, obj=training_class, user=request.user, initial=_initial(training_class)
    )
    if form.is_valid():
        try:
            planning.change(training_class, form.cleaned_data["version"], by=request.user, **form.values)
            messages.success(request, "Perubahan kelas tersimpan.")
            return redirect("training:detail", training_class.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _form(request, form, training_class)


@needs(Act.RUN_ACTIVITIES)
def cancel(request: HttpRequest, class_id: str) -> HttpResponse:
    """Ask for the reason, then call the class off."""
    training_class = found(request, class_id)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            planning.cancel(training_class, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "Kelas dibatalkan.")
            return redirect("training:detail", training_class.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "training_class": training_class}
    return render(request, "training/cancel.html", context, status=_status(form))


def found(request: HttpRequest, class_id: str) -> TrainingClass:
    """The class, where this officer may see it; else 404."""
    classes = TrainingClass.objects.visible_to(request.user).select_related("sudin", "kelurahan", "created_by")
    return get_object_or_404(classes, public_id=class_id)


def show(request: HttpRequest, training_class: TrainingClass, status: int = 200) -> HttpResponse:
    people = Participant.objects.visible_to(request.user).defer(*UNLISTED).select_related("kelurahan", "line")
    letters = list(training_class.invitations.order_by("participant__name", "pk"))
    known = {person.pk: person for person in people.filter(pk__in=[letter.participant_id for letter in letters])}
    context = {
        "training_class": training_class,
        "letters": [(letter, known.get(letter.participant_id)) for letter in letters],
        "came": sum(letter.attended is True for letter in letters),
        "open": sum(letter.attended is None for letter in letters),
        "left": max(training_class.seats - len(letters), 0),
        "runs": runs(training_class, request.user),
        "pairs": _pairs(training_class),
    }
    return render(request, "training/detail.html", context, status=status)


def _pairs(training_class: TrainingClass) -> list[tuple[str, object]]:
    return [
        ("Penyelenggara", training_class.sudin),
        ("Jenis", training_class.get_kind_display()),
        ("Tempat", f"{training_class.place}, {training_class.kelurahan}"),
        ("Jam", training_class.hours),
        ("Pengajar", training_class.trainer),
    ]


def _initial(training_class: TrainingClass) -> dict[str, object]:
    return {name: getattr(training_class, name) for name in ChangeClassForm.base_fields if name != "version"}


def _form(request: HttpRequest, form, training_class: TrainingClass | None = None) -> HttpResponse:
    context = {"form": form, "training_class": training_class}
    return render(request, "training/form.html", context, status=_status(form))


def _status(form) -> int:
    return form.refusal.status if form.refusal else 422 if form.errors else 200
