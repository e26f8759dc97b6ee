"""Pages of the people of a class: choosing whom to invite, taking an invitation back, attendance."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.errors import DomainError
from foundation.forms import PortalForm
from offices.guards import needs
from offices.roles import Act
from participants.models import Business
from programs.activities.picking import UNLISTED, ids
from programs.activities.rights import may_run
from programs.training import attendance, inviting
from programs.training.forms import AttendanceForm, InviteFilters
from programs.training.views.classes import found


@needs(Act.RUN_ACTIVITIES)
def invite(request: HttpRequest, class_id: str) -> HttpResponse:
    """Choose from those who may be invited; send the choice."""
    training_class = found(request, class_id)
    may_run(training_class, request.user)
    form = PortalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = inviting.invite(training_class, ids(request.POST.getlist("chosen")), by=request.user)
            messages.success(request, f"{new} orang diundang.")
            return redirect("training:detail", training_class.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    filters = InviteFilters(request.GET, user=request.user)
    context = {
        "training_class": training_class,
        "filters": filters,
        "people": _choice(request, training_class, filters),
        "chosen": set(request.POST.getlist("chosen")),
        "invited": training_class.invitations.count(),
        "form": form,
    }
    return render(request, "training/invite.html", context, status=form.refusal.status if form.refusal else 200)


@require_POST
@needs(Act.RUN_ACTIVITIES)
def withdraw(request: HttpRequest, class_id: str, invitation_id: str) -> HttpResponse:
    """Take one invitation back."""
    letter = get_object_or_404(found(request, class_id).invitations, public_id=invitation_id)
    inviting.withdraw(letter, by=request.user)
    messages.success(request, "Undangan ditarik.")
    return redirect("training:detail", class_id)


@needs(Act.RUN_ACTIVITIES)
def take(request: HttpRequest, class_id: str) -> HttpResponse:
    """The attendance sheet: everybody invited on one page, one press each."""
    training_class = found(request, class_id)
    may_run(training_class, request.user)
    letters = list(
        training_class.invitations.select_related("participant")
        .defer(*(f"participant__{name}" for name in UNLISTED))
        .order_by("participant__name", "pk")
    )
    form = AttendanceForm(request.POST or None, obj=training_class, letters=letters)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            taken = attendance.take(
                training_class, typed["version"], typed["present"], by=request.user, reason=typed["reason"]
            )
            messages.success(request, f"Diundang {taken.invited}, hadir {taken.came}. P2 tercatat untuk yang hadir.")
            return redirect("training:detail", training_class.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _sheet(request, training_class, letters, form)


def _choice(request: HttpRequest, training_class, filters: InviteFilters):
    """People to choose from, the newest registrations first, each with her businesses."""
    people = inviting.not_invited(inviting.invitable(training_class, request.user), training_class)
    if not (filters.is_valid() and filters.cleaned_data["trained"]):
        people = inviting.untrained(people)
    businesses = Prefetch("businesses", Business.objects.only("participant_id", "name", "field"))
    people = filters.narrow(people).defer(*UNLISTED).select_related("kelurahan", "line").prefetch_related(businesses)
    return filters.find(people.order_by("-registered_on", "-id"))


def _sheet(request: HttpRequest, training_class, letters, form) -> HttpResponse:
    """Boxes as they were sent, or as they are stored; before attendance is taken nobody is ticked."""
    sent = set(request.POST.getlist("present")) if form.is_bound else None
    rows = [
        (letter, str(letter.public_id) in sent if sent is not None else bool(letter.attended)) for letter in letters
    ]
    context = {"training_class": training_class, "rows": rows, "form": form}
    status = form.refusal.status if form.refusal else 422 if form.errors else 200
    return render(request, "training/attendance.html", context, status=status)
