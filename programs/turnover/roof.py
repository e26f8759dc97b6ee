"""What turnover registers with the roof."""

from programs.turnover.models import TurnoverReport
from records.panels import StagePanel, stage_panels


def register() -> None:
    """Monthly reports on the person's page."""
    stage_panels.register(
        StagePanel(TurnoverReport, "turnover/_panel.html", form="turnover:record", action="Isi omzet")
    )
