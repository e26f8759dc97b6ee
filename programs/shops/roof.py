"""What the shops register with the roof."""

from programs.shops.models import ShopLink
from records.panels import StagePanel, stage_panels


def register() -> None:
    """Shops on the person's page."""
    stage_panels.register(StagePanel(ShopLink, "shops/_panel.html", form="shops:record", action="Catat toko daring"))
