"""Pages of the people of a class: choosing whom to invite, taking an invitation back, attendance."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.forms import sent
from foundation.numbers import grouped
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants.models import Participant
from participants.participants import UNLISTED
from programs.activities.choosing import eligible, not_chosen
from programs.activities.door import Door
from programs.activities.forms import PickForm
from programs.activities.numbers import came_words
from programs.activities.rights import require_run
from programs.activities.views import found, require_standing
from programs.training import attendance, inviting
from programs.training.forms import AttendanceForm, InviteFilters
from programs.training.models import Invitation, TrainingClass
from programs.training.sheet import SHEET
from records.expectations import lacking_for

P2_RECORDED = " P2 tercatat untuk yang hadir."


@needs(Act.RUN_ACTIVITIES)
def invite(request: PortalRequest, class_id: UUID) -> HttpResponse:
    """Choose from those who may be invited; send the choice."""
    training_class = found(TrainingClass, request.user, class_id)
    require_run(training_class, request.user)
    require_standing(request, training_class, reverse("training:detail", args=[class_id]))
    form = PickForm(*sent(request))
    if form.attempt(lambda values: inviting.invite(training_class, by=request.user, **values)):
        messages.success(request, f"{len(form.ticked)} orang diundang.")
        _say_beyond(request, training_class)
        return redirect("training:detail", training_class.public_id)
    filters = InviteFilters(request.GET, user=request.user, stage=training_class.stage)
    context = {
        "training_class": training_class,
        "filters": filters,
        "rows": filters.rows(_choice(request.user, training_class, filters)),
        "invited": training_class.invitations.invited().count(),
        "form": form,
    }
    return render(request, "training/invite.html", context, status=form.status)


@require_POST
@needs(Act.RUN_ACTIVITIES)
def withdraw(request: PortalRequest, class_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Take one invitation back."""
    invitations = found(TrainingClass, request.user, class_id).invitations
    inviting.withdraw(get_object_or_404(invitations, public_id=invitation_id), by=request.user)
    messages.success(request, "Undangan ditarik.")
    return redirect("training:detail", class_id)


@needs(Act.RUN_ACTIVITIES)
def take(request: PortalRequest, class_id: UUID) -> HttpResponse:
    """The attendance sheet: everybody invited on one page, one press each."""
    training_class = found(TrainingClass, request.user, class_id)
    require_run(training_class, request.user)
    require_standing(request, training_class, reverse("training:detail", args=[class_id]))
    door = Door(request, SHEET, training_class, training_class.ends_on)
    if away := door.leave():
        return away
    invitations = _on_sheet(training_class)
    arrived = training_class.arrived(training_class.ends_on).values_list("public_id", flat=True)
    form = AttendanceForm(*door.data, obj=training_class, invitations=invitations, arrived=arrived)
    if not door.hold(form) and form.change(
        request.user, lambda values: attendance.take(training_class, by=request.user, **values)
    ):
        door.saved()
        form.tell(request, f"{_came(training_class)}.{P2_RECORDED if form.ticked else ''}")
        return redirect("training:detail", training_class.public_id)
    lacks = lacking_for(training_class.stage, [row.participant_id for row in invitations], training_class.ends_on)
    rows = [(row, str(row.public_id) in form.ticked, lacks.get(row.participant_id)) for row in invitations]
    context = {"training_class": training_class, "rows": rows, "form": form, "door": door}
    context["invited"] = sum(row.uninvited_on is None for row in invitations)
    return render(request, "training/attendance.html", context, status=max(form.status, door.form.status))


def _on_sheet(training_class: TrainingClass) -> list[Invitation]:
    people = training_class.invitations.select_related("participant").order_by("participant__name", "pk")
    return list(people.defer(*(f"participant__{name}" for name in UNLISTED)))


def _came(training_class: TrainingClass) -> str:
    rows = training_class.invitations
    return came_words(rows.there().count(), rows.invited().count(), rows.there().uninvited().count())


def _say_beyond(request: PortalRequest, training_class: TrainingClass) -> None:
    """More were invited than there are seats: said, not refused."""
    invited = training_class.invitations.invited().count()
    if invited > training_class.seats:
        messages.warning(request, f"Undangan kini {grouped(invited)} untuk {grouped(training_class.seats)} kursi.")


def _choice(user: User, training_class: TrainingClass, filters: InviteFilters) -> list[Participant]:
    """People to choose from, the newest registrations first."""
    people = not_chosen(eligible(training_class, user), training_class)
    if not (filters.is_valid() and filters.cleaned_data["trained"]):
        people = inviting.untrained(people)
    return filters.find(filters.narrow(people).order_by("-registered_on", "-id"))
