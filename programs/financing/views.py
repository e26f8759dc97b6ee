"""Pages of an application for capital."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from participants.models import Participant
from programs.financing.deciding import apply, decide
from programs.financing.forms import ApplicationForm, DecisionForm
from programs.financing.models import NEXT, Financing, FinancingState
from records.models import StageCode, StageDetail
from records.views.recording import RecordStage


class Apply(RecordStage):
    """An application of one participant."""

    stage = StageCode.CAPITAL
    form_class = ApplicationForm
    verb = staticmethod(apply)
    title = "Catat pengajuan permodalan"
    done = "Permodalan tercatat"


class Decide(RecordStage):
    """What became of an application."""

    stage = StageCode.CAPITAL
    form_class = DecisionForm
    done = "Keputusan tercatat"

    financing: Financing

    def participant_id(self) -> UUID:
        rows = Financing.objects.filter(participant__in=Participant.objects.visible_to(self.request.user))
        self.financing = get_object_or_404(rows.select_related("participant"), public_id=self.kwargs["financing_id"])
        return self.financing.participant.public_id

    def gone(self) -> str:
        over = not NEXT[FinancingState(self.financing.state)]
        state = self.financing.get_state_display().lower()
        return f"Pengajuan permodalan ini sudah selesai: {state}." if over else super().gone()

    def get_title(self) -> str:
        return f"Keputusan {self.financing.get_kind_display()} dari {self.financing.lender}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"financing": self.financing}

    def record(self, **details: Any) -> StageDetail:
        return decide(self.financing, by=self.request.user, **details)
