"""Forms of the bazaars."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from foundation.formfields import LineField, RupiahField
from foundation.forms import OnceForm, VersionedForm, choose
from programs.activities.forms import ActivityFields, SheetForm, seats_field
from programs.activities.picking import PickerFilters
from programs.bazaars.models import Bazaar, BazaarDay, Exhibitor, Funding
from records.models import StageRecord


class BazaarFields(ActivityFields):
    """A bazaar; each of its days gets a sheet of its own."""

    LONGEST, WORD = 31, "Bazar"

    name = LineField(120, label="Nama bazar")
    funding = forms.ChoiceField(choices=Funding.choices, label="Pendanaan")
    stands = seats_field("Jumlah stan")

    field_order = ["name", "sudin", "starts_on", "ends_on", "place", "kelurahan", "funding", "stands"]


class NewBazaarForm(BazaarFields, OnceForm):
    pass


class ChangeBazaarForm(BazaarFields, VersionedForm):
    pass


class ExhibitorFilters(PickerFilters):
    """Also by readiness: exhibitors of earlier years had been trained and mentored."""

    ready = forms.ChoiceField(
        choices=[("", "Semua peserta"), ("siap", "Sudah dilatih dan didampingi")], required=False, label="Kesiapan"
    )


class DayForm(SheetForm):
    """Who was there, and a field of sales for each exhibitor of the sheet."""

    def __init__(
        self, *args: Any, obj: Bazaar, exhibitors: Sequence[Exhibitor], stored: Mapping[UUID, BazaarDay], **kwargs: Any
    ) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        choose(self, "present", ((str(one.public_id), "") for one in exhibitors))
        self.initial["present"] = [*stored, *(UUID(key) for key in self.known)]
        self.initial.update({_sales(key): row.sales for key, row in stored.items()})
        self.stands = {one.public_id: one.stand_words for one in exhibitors}
        for one in exhibitors:
            self.fields[_sales(one.public_id)] = RupiahField(
                required=False, label=f"Penjualan, {one.stand_words.lower()}"
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for key, stand in self.stands.items():
            if typed.get(_sales(key)) is not None and key not in typed.get("present", []):
                self.add_error(_sales(key), f"{stand}: tandai hadir, atau kosongkan penjualannya.")
        return typed

    @property
    def values(self) -> dict[str, Any]:
        typed = super().values
        sales = {key: typed[_sales(key)] for key in typed["present"]}
        return {"present": sales} | {name: typed[name] for name in ("version", "reason", "shown")}

    def last_reason(self) -> str:
        records = StageRecord.objects.filter(bazaarday__exhibitor__bazaar=self.obj).exclude(reason="")
        return records.order_by("-recorded_at").values_list("reason", flat=True).first() or ""

    def sales_field(self, exhibitor: Exhibitor) -> forms.BoundField:
        return self[_sales(exhibitor.public_id)]


def _sales(key: UUID) -> str:
    return f"sales_{key.hex}"
