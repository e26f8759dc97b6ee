"""What the permits register with the roof."""

from programs.permits.models import Permit
from records.panels import StagePanel, stage_panels


def register() -> None:
    """Permits on the person's page."""
    stage_panels.register(StagePanel(Permit, "permits/_panel.html", form="permits:record", action="Catat izin"))
