"""The page that records a month's turnover."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from offices.guards import needs
from offices.roles import Act
from programs.turnover.forms import TurnoverForm
from programs.turnover.reporting import record_turnover
from records.models import StageCode
from records.recording import Recording

TURNOVER = Recording(
    StageCode.REPORTING,
    TurnoverForm,
    record_turnover,
    "Isi omzet bulanan",
    "Omzet tercatat",
    "turnover/record.html",
)


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE)
def record(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """A month's turnover of one participant."""
    return TURNOVER.respond(request, participant_id)
