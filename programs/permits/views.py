"""The page that records a permit."""

from programs.permits.forms import PermitForm
from programs.permits.issuing import record_permit
from records.models import StageCode
from records.views.recording import RecordStage


class RecordPermit(RecordStage):
    """A permit of one participant."""

    stage = StageCode.PERMIT
    form_class = PermitForm
    verb = staticmethod(record_permit)
    title = "Catat izin"
    done = "Izin tercatat"
