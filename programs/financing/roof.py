"""What financing registers with the roof."""

from programs.financing.models import Financing
from records.models import StageCode
from records.subjects import Subject, subjects


def register() -> None:
    """Money paid out on the person's page, and before it the applications that are not."""
    subjects.register(
        Subject(
            Financing,
            StageCode.CAPITAL,
            "financing/_panel.html",
            form="financing:apply",
            action="Catat pengajuan",
            waiting="financing/_waiting.html",
        )
    )
