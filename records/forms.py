"""What the forms of all stages have in common, and the forms about a record itself."""

from collections.abc import Collection
from typing import Any, cast

from django import forms

from foundation.errors import DomainError
from foundation.files import ALLOWED
from foundation.formfields import DayField, LineField, TextField, UploadField, WholeNumberField
from foundation.forms import OnceForm, PortalForm, ReasonForm, VersionedForm, choose
from foundation.horizons import BEGINNING, ENDING
from foundation.reasons import UsualReason, reason_kinds
from offices.models import Sudin
from records.facts import facts
from records.models import BEYOND_REGISTRATION, Expectation, Stage

CAUTION = "Jangan unggah foto KTP bila tidak diperlukan."


class StageForm(OnceForm, ReasonForm):
    """A form that records a stage: what the subject asks, then acting sudin (of several), evidence, reason.

    `acting` are the codes to choose from, see `rights.acting_choices`; with `mends` it asks why the record is mended.
    """

    acting = forms.ChoiceField(label="Sudin pelaksana", required=False)
    evidence = UploadField(label="Bukti dukung", required=False, caution=CAUTION)

    COMMON: tuple[str, ...] = ("acting", "evidence", "because", "reason", "once")

    def __init__(self, *args: Any, acting: Collection[str], mends: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if mends:
            self.fields["because"] = TextField(300, label="Apa yang diperbaiki, dan mengapa")
        if acting:
            sudin = Sudin.objects.filter(pk__in=acting)
            choose(self, "acting", [("", "Pilih sudin"), *((one.pk, str(one)) for one in sudin)])
        else:
            del self.fields["acting"]
        self.order_fields([name for name in self.fields if name not in self.COMMON] + list(self.COMMON))

    def add_refusal(self, error: DomainError) -> None:
        """A browser forgets the chosen file; say so beside the reason."""
        super().add_refusal(error)
        if "evidence" in self.fields and self.files:
            self.fields["evidence"].help_text = f"Pilih kembali berkasnya. {ALLOWED} {CAUTION}"

    @property
    def values(self) -> dict[str, Any]:
        """What the subject's verb takes, by name; with the evidence, the acting sudin and the reason."""
        return super().values | {"acting": self.cleaned_data.get("acting") or None}


class VoidForm(PortalForm):
    """Why a record is taken back."""

    reason = TextField(300, label="Alasan pembatalan", help_text="Alasan ini disimpan bersama catatan.")


class EvidenceForm(OnceForm):
    """One more file for a record."""

    evidence = UploadField(label="Berkas", caution=CAUTION)


class ExpectationFields(forms.Form):
    """What a stage expects: a fact that the code knows, with its parameter, in the administrator's words."""

    stage = forms.ModelChoiceField(Stage.objects.filter(pk__in=BEYOND_REGISTRATION), label="Tahap", empty_label=None)
    expected = forms.ChoiceField(label="Syarat", help_text="Syarat lain memerlukan perubahan program.")
    words = LineField(200, label="Kalimat peringatan", help_text="Satu kalimat yang dibaca petugas.")
    starts_on = DayField(
        label="Berlaku sejak", within=BEGINNING, help_text="Menurut tanggal kegiatan, bukan tanggal pencatatan."
    )
    ends_on = DayField(label="Berlaku sampai", required=False, within=ENDING, help_text="Kosongkan bila masih berlaku.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["expected"]).choices = [
            (f"{fact.key}:{value}", f"{fact.label} {words}") for fact in facts for value, words in fact.parameters
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What the verbs take, the choice taken apart into fact and parameter."""
        typed = {name: value for name, value in super().values.items() if name != "expected"}  # type: ignore[misc]
        fact, _, parameter = self.cleaned_data["expected"].partition(":")
        return typed | {"fact": fact, "parameter": parameter}


class NewExpectationForm(ExpectationFields, OnceForm):
    pass


class ChangeExpectationForm(ExpectationFields, VersionedForm):
    def __init__(self, *args: Any, obj: Expectation, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        stored = {name: getattr(obj, name) for name in ("stage", "words", "starts_on", "ends_on")}
        self.initial = stored | {"expected": f"{obj.fact}:{obj.parameter}"} | dict(self.initial)


class ReasonFields(forms.Form):
    """A usual reason: its words, its place among the others, and its days."""

    words = LineField(120, label="Alasan")
    position = WholeNumberField(label="Urutan", min_value=1, max_value=99)
    starts_on = DayField(label="Ditawarkan sejak", within=BEGINNING)
    ends_on = DayField(
        label="Ditawarkan sampai", required=False, within=ENDING, help_text="Kosongkan bila masih ditawarkan."
    )


class NewReasonForm(ReasonFields, OnceForm):
    kind = forms.ChoiceField(label="Jenis")

    field_order = ["kind", "words", "position", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [(kind.key, kind.label) for kind in reason_kinds])


class ChangeReasonForm(ReasonFields, VersionedForm):
    def __init__(self, *args: Any, obj: UsualReason, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        self.initial = {name: getattr(obj, name) for name in ReasonFields.base_fields} | dict(self.initial)
