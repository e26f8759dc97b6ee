"""Forms of the bazaar room."""

from decimal import Decimal
from uuid import UUID

from django import forms

from foundation.formfields import LineField, RupiahField, TextField
from foundation.forms import OnceForm, PortalForm, ReasonForm, VersionedForm
from programs.activities.forms import ActivityFields, seats_field
from programs.activities.picking import PickerFilters
from programs.bazaars.models import Funding

LONGEST = 31
"""Days of the longest bazaar: each gets a sheet of its own."""


class BazaarFields(ActivityFields):
    name = LineField(120, label="Nama bazar")
    funding = forms.ChoiceField(choices=Funding.choices, label="Pendanaan")
    stands = seats_field("Jumlah stan")

    field_order = ["name", "sudin", "starts_on", "ends_on", "place", "kelurahan", "funding", "stands"]

    def clean(self):
        typed = super().clean()
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and ends and (ends - starts).days >= LONGEST:
            self.add_error("ends_on", f"Bazar paling lama {LONGEST} hari.")
        return typed


class NewBazaarForm(BazaarFields, OnceForm):
    pass


class ChangeBazaarForm(BazaarFields, VersionedForm):
    pass


class CancelForm(PortalForm):
    reason = TextField(300, label="Alasan pembatalan")


class ExhibitorFilters(PickerFilters):
    """Also by readiness: exhibitors of earlier years had been trained and mentored."""

    ready = forms.ChoiceField(
        choices=[("", "Semua peserta"), ("siap", "Sudah dilatih dan didampingi")], required=False, label="Kesiapan"
    )


class DayForm(VersionedForm, ReasonForm):
    """Who was there, and a field of sales for each exhibitor of the sheet. `sheet` is what the verb takes."""

    present = forms.TypedMultipleChoiceField(required=False, coerce=UUID)

    def __init__(self, *args, obj, exhibitors, **kwargs):
        super().__init__(*args, obj=obj, **kwargs)
        self.fields["present"].choices = [(one.public_id, "") for one in exhibitors]
        self.stands = {one.public_id: one.stand for one in exhibitors}
        for one in exhibitors:
            self.fields[_sales(one.public_id)] = RupiahField(required=False, label=f"Penjualan stan {one.stand}")

    def clean(self):
        typed = super().clean()
        for key, stand in self.stands.items():
            if typed.get(_sales(key)) is not None and key not in typed.get("present", []):
                self.add_error(_sales(key), f"Stan {stand}: tandai hadir, atau kosongkan penjualannya.")
        return typed

    @property
    def sheet(self) -> dict[UUID, Decimal | None]:
        return {key: self.cleaned_data[_sales(key)] for key in self.cleaned_data["present"]}

    def sales_field(self, exhibitor):
        return self[_sales(exhibitor.public_id)]


def _sales(key: UUID) -> str:
    return f"sales_{key.hex}"
