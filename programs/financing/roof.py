"""What financing registers with the roof."""

from programs.financing.models import Financing
from records.panels import StagePanel, stage_panels


def register() -> None:
    """Money paid out on the person's page, and before it the applications that are not."""
    stage_panels.register(
        StagePanel(
            Financing,
            "financing/_panel.html",
            form="financing:apply",
            action="Catat pengajuan",
            waiting="financing/_waiting.html",
        )
    )
