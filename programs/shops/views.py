"""The page that records a shop."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from offices.guards import needs
from offices.roles import Act
from programs.shops.forms import ShopForm
from programs.shops.opening import record_shop
from records.models import StageCode
from records.recording import Recording

SHOP = Recording(StageCode.MARKETING, ShopForm, record_shop, "Catat toko daring", "Toko daring tercatat")


@require_http_methods(["GET", "POST"])
@needs(Act.RECORD_STAGE)
def record(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """A shop of one participant."""
    return SHOP.respond(request, participant_id)
