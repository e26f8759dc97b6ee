"""What turnover registers with the roof."""

from programs.turnover.models import TurnoverReport
from records.models import StageCode
from records.subjects import Subject, subjects


def register() -> None:
    """Monthly reports on the person's page."""
    subjects.register(
        Subject(TurnoverReport, StageCode.REPORTING, "turnover/_panel.html", form="turnover:record", action="Isi omzet")
    )
