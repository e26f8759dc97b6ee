"""Forms of a referral."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

from django import forms

from foundation.days import today
from foundation.formfields import DayField, TextField
from foundation.forms import OnceForm, PortalForm, choose
from offices.models import Sudin
from participants.models import Participant
from records.models import BEYOND_REGISTRATION, Stage
from referrals.models import Result

USUAL = timedelta(days=30)


class ReferralForm(OnceForm):
    """To whom, for what, until when and why."""

    stage = forms.ModelChoiceField(
        Stage.objects.filter(pk__in=BEYOND_REGISTRATION), label="Untuk tahap", empty_label="Pilih tahap"
    )
    to_sudin = forms.ModelChoiceField(Sudin.objects.none(), label="Dirujuk ke", empty_label="Pilih sudin")
    ends_on = DayField(label="Batas waktu", help_text="Sampai hari ini sudin itu dapat melihat data peserta.")
    reason = TextField(300, label="Alasan rujukan")

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Sudin.objects.exclude(pk=person.line.sudin_id)
        cast(forms.ModelChoiceField, self.fields["to_sudin"]).queryset = others
        self.initial.setdefault("ends_on", today() + USUAL)

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        return values | {"stage": values["stage"].pk}


class CloseForm(PortalForm):
    """What came of it, chosen from the results open to the officer's side."""

    result = forms.ChoiceField(label="Hasil rujukan", widget=forms.RadioSelect)
    note = TextField(300, label="Keterangan", required=False, help_text="Wajib diisi bila hasilnya “Lainnya”.")

    def __init__(self, *args: Any, results: Iterable[Result], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "result", [(result.value, str(result.label)) for result in results])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("result") == Result.OTHER and not typed.get("note"):
            self.add_error("note", "Tulis hasilnya.")
        return typed
