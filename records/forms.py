"""What the forms of all stages have in common, and the forms about a record itself."""

from collections.abc import Collection
from typing import Any

from django import forms

from foundation.errors import DomainError, NeedsReason
from foundation.files import ALLOWED
from foundation.formfields import TextField, UploadField
from foundation.forms import OnceForm, PortalForm, ReasonForm, choose
from offices.models import Sudin

CAUTION = "Jangan unggah foto KTP bila tidak diperlukan."


class StageForm(OnceForm, ReasonForm):
    """A form that records a stage: what the subject asks, then acting sudin (of several), evidence, reason.

    `acting` are the codes to choose from, see `rights.acting_choices`.
    """

    acting = forms.ChoiceField(label="Sudin pelaksana", required=False)
    evidence = UploadField(label="Bukti dukung", required=False, caution=CAUTION)
    reason = TextField(300, label="Alasan untuk melanjutkan", required=False)

    COMMON: tuple[str, ...] = ("acting", "evidence", "reason", "once")

    def __init__(self, *args: Any, acting: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if acting:
            sudin = Sudin.objects.filter(pk__in=acting)
            choose(self, "acting", [("", "Pilih sudin"), *((one.pk, str(one)) for one in sudin)])
        else:
            del self.fields["acting"]
        self.order_fields([name for name in self.fields if name not in self.COMMON] + list(self.COMMON))

    def add_refusal(self, error: DomainError) -> None:
        """A browser forgets the chosen file; say so beside the reason."""
        super().add_refusal(error)
        if isinstance(error, NeedsReason):
            self.errors.pop("reason", None)  # the panel around the field says them
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
