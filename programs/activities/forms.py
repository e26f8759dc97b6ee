"""Form fields that every activity has."""

from typing import Any

from django import forms

from foundation.formfields import DayField, LineField, WholeNumberField
from offices.models import Region, Sudin, User
from programs.activities.rights import kelurahan_where, sudin_of


class ActivityFields(forms.Form):
    """Organiser, place and days. `values` is what the verbs take."""

    sudin = forms.ModelChoiceField(Sudin.objects.none(), label="Penyelenggara", empty_label=None)
    starts_on = DayField(label="Hari pertama")
    ends_on = DayField(label="Hari terakhir", required=False, help_text="Kosongkan untuk kegiatan satu hari.")
    place = LineField(160, label="Tempat")
    kelurahan = forms.ModelChoiceField(Region.objects.none(), label="Kelurahan", empty_label="Pilih kelurahan")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sudin"].queryset = sudin_of(user)
        self.fields["kelurahan"].queryset = kelurahan_where(user)
        self.fields["kelurahan"].widget.attrs["data-select"] = ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and not ends:
            typed["ends_on"] = starts
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Hari terakhir mendahului hari pertama.")
        return typed

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, without what the form itself carries."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "version")}


def seats_field(label: str) -> WholeNumberField:
    return WholeNumberField(label=label, min_value=1, max_value=1_000)
