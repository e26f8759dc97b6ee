"""Form fields of the offices."""

from typing import Any

from django import forms

from offices.models import Region


class RegionField(forms.ModelChoiceField):
    """A region out of a queryset, searchable; one that ended says until when, and what it is now."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Region.objects.none(), **kwargs)
        self.widget.attrs["data-select"] = ""

    def label_from_instance(self, region: Region) -> str:
        return region.marked
