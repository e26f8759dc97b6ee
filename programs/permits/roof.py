"""What the permits register with the roof."""

from programs.permits.models import NIB, Permit
from records.models import StageCode
from records.subjects import Subject, subjects


def register() -> None:
    """Permits on the person's page."""
    subjects.register(
        Subject(
            Permit,
            StageCode.PERMIT,
            "permits/_panel.html",
            expected=NIB,
            form="permits:record",
            action="Catat izin",
        )
    )
