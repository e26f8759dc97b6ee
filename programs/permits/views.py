"""The page that records a permit."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from offices.guards import needs
from offices.roles import Act
from programs.permits.forms import PermitForm
from programs.permits.issuing import record_permit
from records.models import StageCode
from records.recording import Recording

PERMIT = Recording(StageCode.PERMIT, PermitForm, record_permit, "Catat izin", "Izin tercatat")


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE)
def record(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """A permit of one participant."""
    return PERMIT.respond(request, participant_id)
