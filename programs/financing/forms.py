"""Forms of an application for capital."""

from decimal import Decimal
from typing import Any

from django import forms

from foundation.days import today
from foundation.formfields import DayField, LineField, RupiahField
from foundation.forms import VersionedForm, choose
from programs.financing.models import NEXT, Financing, FinancingKind, FinancingState
from records.forms import StageForm


class ApplicationForm(StageForm):
    """What was applied for; paid out already or not."""

    lender = LineField(120, label="Pemberi modal", help_text="Misalnya Bank Jakarta.")
    kind = forms.ChoiceField(label="Jenis", choices=[("", "Pilih jenis"), *FinancingKind.choices])
    amount = RupiahField(label="Jumlah (rupiah)", min_value=Decimal(1))
    applied_on = DayField(label="Tanggal pengajuan")
    disbursed_on = DayField(
        label="Tanggal cair", required=False, help_text="Isi hanya bila dananya sudah cair; P7 selesai."
    )
    note = LineField(300, label="Catatan", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("applied_on", today())


class DecisionForm(StageForm, VersionedForm):
    """What became of it."""

    state = forms.ChoiceField(label="Keputusan")
    on = DayField(label="Tanggal keputusan atau pencairan")

    COMMON = (*StageForm.COMMON, "version")

    def __init__(self, *args: Any, financing: Financing, **kwargs: Any) -> None:
        super().__init__(*args, obj=financing, **kwargs)
        choose(self, "state", ((state.value, state.label) for state in NEXT[FinancingState(financing.state)]))
        self.initial.setdefault("on", today())
