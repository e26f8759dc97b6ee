"""The page that records a shop."""

from programs.shops.forms import ShopForm
from programs.shops.opening import record_shop
from records.models import StageCode
from records.views.recording import RecordStage


class RecordShop(RecordStage):
    """A shop of one participant."""

    stage = StageCode.MARKETING
    form_class = ShopForm
    verb = staticmethod(record_shop)
    title = "Catat toko daring"
    done = "Toko daring tercatat"
