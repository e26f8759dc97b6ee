"""Pages of an application for capital."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from offices.guards import needs
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from programs.financing.deciding import apply as apply_for
from programs.financing.deciding import decide as decide_on
from programs.financing.forms import ApplicationForm, DecisionForm
from programs.financing.models import Financing
from records.models import StageCode
from records.recording import Recording


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE)
def apply(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """An application of one participant."""
    recording = Recording(
        StageCode.CAPITAL, ApplicationForm, apply_for, "Catat pengajuan permodalan", "Permodalan tercatat"
    )
    return recording.respond(request, participant_id)


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE)
def decide(request: HttpRequest, financing_id: UUID) -> HttpResponse:
    """What became of an application."""
    seen = Participant.objects.visible_to(request.user)
    rows = Financing.objects.filter(participant__in=seen).select_related("participant")
    financing = get_object_or_404(rows, public_id=financing_id)

    def verb(person: Participant, *, by: User, **details: object) -> Financing:
        return decide_on(financing, by=by, **details)

    recording = Recording(
        StageCode.CAPITAL,
        partial(DecisionForm, financing=financing),
        verb,
        f"Keputusan {financing.get_kind_display()} dari {financing.lender}",
        "Keputusan tercatat",
    )
    return recording.respond(request, financing.participant.public_id)
