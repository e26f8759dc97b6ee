"""What mentoring registers with the roof."""

from programs.mentoring.models import Visit
from records.panels import StagePanel, stage_panels


def register() -> None:
    """Visits on the person's page."""
    stage_panels.register(StagePanel(Visit, "mentoring/_panel.html", form="mentoring:record", action="Catat kunjungan"))
