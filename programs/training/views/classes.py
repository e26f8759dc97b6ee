"""Pages of training classes: the list, one class, planning and calling off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from foundation.forms import PortalForm, sent
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from participants.models import Participant
from participants.participants import UNLISTED
from programs.activities import planning
from programs.activities.rights import may_run
from programs.activities.views import Tab, cancelling, found, listing, require_standing
from programs.training.forms import ChangeClassForm, NewClassForm
from programs.training.models import TrainingClass

TABS = {
    "mendatang": Tab("Hari ini dan mendatang", TrainingClass.objects.coming, ("starts_on", "id")),
    "kehadiran": Tab("Menunggu kehadiran", TrainingClass.objects.awaiting_attendance, ("ends_on", "id")),
    "lalu": Tab("Sudah lewat", TrainingClass.objects.over, ("-starts_on", "-id")),
}


@needs(Act.SEE_PEOPLE)
def index(request: PortalRequest) -> HttpResponse:
    """Classes within reach, by where they stand."""
    return listing(request, TABS, "training/list.html")


@needs(Act.SEE_PEOPLE)
def detail(request: PortalRequest, class_id: UUID) -> HttpResponse:
    """One class: when, where, who was invited and who came."""
    training_class = found(TrainingClass, request.user, class_id)
    people = (
        Participant.objects.visible_to(request.user).defer(*UNLISTED).select_related("kelurahan__successor", "line")
    )
    invitations = list(training_class.invitations.order_by("participant__name", "pk"))
    known = {person.pk: person for person in people.filter(pk__in=[one.participant_id for one in invitations])}
    context = {
        "training_class": training_class,
        "invitations": [(invitation, known.get(invitation.participant_id)) for invitation in invitations],
        "invited": sum(one.uninvited_on is None for one in invitations),
        "came": sum(invitation.was_there for invitation in invitations),
        "uninvited": sum(one.was_there and one.uninvited_on is not None for one in invitations),
        "open": sum(invitation.taken_at is None for invitation in invitations),
        "runs": may_run(training_class, request.user),
        "pairs": _pairs(training_class),
    }
    return render(request, "training/detail.html", context)


@needs(Act.RUN_ACTIVITIES)
def new(request: PortalRequest) -> HttpResponse:
    """Plan a class; the form sent twice plans one."""
    form = NewClassForm(*sent(request), user=request.user)
    if form.create(request.user, "", lambda values: planning.plan(TrainingClass, by=request.user, **values)):
        messages.success(request, "Kelas dibuat.")
        return redirect("training:detail", form.made)
    return _form(request, form)


@needs(Act.RUN_ACTIVITIES)
def edit(request: PortalRequest, class_id: UUID) -> HttpResponse:
    """Change a class that still stands."""
    training_class = found(TrainingClass, request.user, class_id)
    require_standing(request, training_class, reverse("training:detail", args=[class_id]))
    form = ChangeClassForm(*sent(request), obj=training_class, user=request.user)
    if form.change(request.user, lambda values: planning.change(training_class, by=request.user, **values)):
        form.tell(request, "Perubahan kelas tersimpan.")
        return redirect("training:detail", training_class.public_id)
    return _form(request, form, training_class)


@needs(Act.RUN_ACTIVITIES)
def cancel(request: PortalRequest, class_id: UUID) -> HttpResponse:
    """Ask for the reason, then call the class off."""
    return cancelling(
        request, found(TrainingClass, request.user, class_id), back=reverse("training:detail", args=[class_id])
    )


def _pairs(training_class: TrainingClass) -> list[tuple[str, object]]:
    return [
        ("Penyelenggara", training_class.sudin),
        ("Jenis", training_class.get_kind_display()),
        ("Tempat", f"{training_class.place}, {training_class.kelurahan}"),
        ("Jam", training_class.hours),
        ("Pengajar", training_class.trainer),
    ]


def _form(request: PortalRequest, form: PortalForm, training_class: TrainingClass | None = None) -> HttpResponse:
    return render(request, "training/form.html", {"form": form, "training_class": training_class}, status=form.status)
