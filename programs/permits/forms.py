"""The form of a permit."""

from typing import Any

from django import forms

from foundation.errors import Refused
from foundation.formfields import DayField, LineField
from foundation.horizons import EXPIRING
from programs.permits.models import PermitKind
from programs.permits.numbers import permit_number
from records.forms import StageForm


class PermitForm(StageForm):
    """A permit as its document shows it."""

    kind = forms.ChoiceField(label="Jenis izin", choices=[("", "Pilih jenis izin"), *PermitKind.choices])
    number = LineField(60, label="Nomor izin", help_text="NIB 13 angka; P-IRT sedikitnya 15 angka.")
    issuer = LineField(120, label="Penerbit", help_text="Misalnya OSS, Dinas Kesehatan, BPJPH.")
    issued_on = DayField(label="Tanggal terbit")
    expires_on = DayField(
        label="Berlaku sampai", required=False, within=EXPIRING, help_text="Kosongkan bila tidak ada batasnya."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        issued, expires = data.get("issued_on"), data.get("expires_on")
        if issued and expires and expires <= issued:
            self.add_error("expires_on", "Masa berlaku izin harus setelah tanggal terbit.")
        if data.get("kind") and data.get("number"):
            try:
                data["number"] = permit_number(data["kind"], data["number"])
            except Refused as refusal:
                self.add_error("number", refusal.message)
        return data
