"""The page that records a month's turnover."""

from programs.turnover.forms import TurnoverForm
from programs.turnover.reporting import record_turnover
from records.models import StageCode
from records.views.recording import RecordStage


class RecordTurnover(RecordStage):
    """A month's turnover of one participant."""

    stage = StageCode.REPORTING
    form_class = TurnoverForm
    verb = staticmethod(record_turnover)
    title = "Isi omzet bulanan"
    done = "Omzet tercatat"
    template_name = "turnover/record.html"
