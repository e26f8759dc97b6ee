"""What the shops register with the roof."""

from programs.shops.models import ShopLink
from records.models import StageCode
from records.subjects import Subject, subjects


def register() -> None:
    """Shops on the person's page."""
    subjects.register(
        Subject(
            ShopLink,
            StageCode.MARKETING,
            "shops/_panel.html",
            form="shops:record",
            action="Catat toko daring",
            mends=True,
        )
    )
