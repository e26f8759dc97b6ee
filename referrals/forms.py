"""Forms of a referral."""

from datetime import timedelta
from typing import Any, cast

from django import forms

from foundation.days import today
from foundation.formfields import DayField, TextField
from foundation.forms import OnceForm, PortalForm
from offices.models import Sudin
from participants.models import Participant
from records.models import BEYOND_REGISTRATION, Stage

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
    """What came of it."""

    outcome = TextField(
        300, label="Hasil rujukan", help_text="Misalnya: peserta tidak dapat dihubungi; dokumen belum lengkap."
    )
