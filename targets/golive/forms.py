"""From which month on an office uses the portal."""

from typing import Any
from uuid import UUID

from django import forms

from foundation.formfields import MonthField
from foundation.forms import VersionedForm, choose
from foundation.horizons import PLANNED
from offices import golive
from offices.models import Region


class Sheet:
    """The months of all offices as one thing that has a version; there is one, so its id is no secret."""

    public_id = UUID(int=0)

    def __init__(self) -> None:
        self.refresh_from_db()

    def refresh_from_db(self) -> None:
        self.version = golive.sheet_version()


class GoLiveForm(VersionedForm):
    """One office, or all kelurahan of a kecamatan at once, and its month. Call with obj=Sheet()."""

    office = forms.ChoiceField(label="Kantor", widget=forms.Select(attrs={"data-select": ""}))
    month = MonthField(
        label="Bulan mulai dipakai",
        required=False,
        within=PLANNED,
        help_text="Kosongkan bila kantor ini memakai portal sejak awal.",
    )

    def __init__(self, *args: Any, regions: list[Region], offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(one.pk, _named(one)) for one in regions]
        choose(self, "office", [("", "Pilih kantor"), *offices, *places])


def _named(region: Region) -> str:
    return region.marked if region.level_name == "Kelurahan" else f"Semua kelurahan di {region.marked}"
