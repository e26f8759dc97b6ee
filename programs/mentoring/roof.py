"""What mentoring registers with the roof."""

from programs.mentoring.models import Visit
from records.models import StageCode
from records.subjects import Subject, subjects


def register() -> None:
    """Visits on the person's page."""
    subjects.register(
        Subject(
            Visit,
            StageCode.MENTORING,
            "mentoring/_panel.html",
            form="mentoring:record",
            action="Catat kunjungan",
            mends=True,
        )
    )
