"""Pages of the people of a class: choosing whom to invite, taking an invitation back, attendance."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.forms import sent
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants.models import Participant
from participants.participants import UNLISTED
from programs.activities.choosing import eligible, not_chosen
from programs.activities.forms import PickForm
from programs.activities.rights import require_run
from programs.activities.views import found, require_standing
from programs.training import attendance, inviting
from programs.training.forms import AttendanceForm, InviteFilters
from programs.training.models import TrainingClass
from records.expectations import lacking_for


@needs(Act.RUN_ACTIVITIES)
def invite(request: PortalRequest, class_id: UUID) -> HttpResponse:
    """Choose from those who may be invited; send the choice."""
    training_class = found(TrainingClass, request.user, class_id)
    require_run(training_class, request.user)
    require_standing(request, training_class, reverse("training:detail", args=[class_id]))
    form = PickForm(*sent(request))
    if form.attempt(lambda values: inviting.invite(training_class, by=request.user, **values)):
        messages.success(request, f"{len(form.ticked)} orang diundang.")
        return redirect("training:detail", training_class.public_id)
    filters = InviteFilters(request.GET, user=request.user, stage=training_class.stage)
    context = {
        "training_class": training_class,
        "filters": filters,
        "rows": filters.rows(_choice(request.user, training_class, filters)),
        "invited": training_class.invitations.count(),
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
    people = training_class.invitations.select_related("participant").order_by("participant__name", "pk")
    invitations = list(people.defer(*(f"participant__{name}" for name in UNLISTED)))
    form = AttendanceForm(*sent(request), obj=training_class, invitations=invitations)
    if form.change(request.user, lambda values: attendance.take(training_class, by=request.user, **values)):
        words = f"Diundang {len(invitations)}, hadir {len(form.ticked)}."
        form.tell(request, f"{words} P2 tercatat untuk yang hadir.")
        return redirect("training:detail", training_class.public_id)
    lacks = lacking_for(training_class.stage, [row.participant_id for row in invitations], training_class.ends_on)
    rows = [(row, str(row.public_id) in form.ticked, lacks.get(row.participant_id)) for row in invitations]
    context = {"training_class": training_class, "rows": rows, "form": form}
    return render(request, "training/attendance.html", context, status=form.status)


def _choice(user: User, training_class: TrainingClass, filters: InviteFilters) -> list[Participant]:
    """People to choose from, the newest registrations first."""
    people = not_chosen(eligible(training_class, user), training_class)
    if not (filters.is_valid() and filters.cleaned_data["trained"]):
        people = inviting.untrained(people)
    return filters.find(filters.narrow(people).order_by("-registered_on", "-id"))
