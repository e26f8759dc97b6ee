"""What the list of participants is narrowed by. Every choice stands in the address, so a list can be passed on."""

from datetime import date
from typing import Any

from django import forms

from foundation.days import long_date
from foundation.formfields import LineField
from foundation.forms import PortalForm
from offices.models import User
from participants.listing import PeopleFilter, Wanted, people_filters
from participants.participants import ParticipantQuerySet

ORDERS = {
    "terbaru": ("Terbaru didaftarkan", ("-registered_on", "-id")),
    "nama": ("Nama A–Z", ("sort_name", "id")),
    "lama": ("Terlama tanpa kegiatan", ("last_activity_on", "id")),
}
"""By the value in the address: the words, and the keyset order, each with its index."""


class ListFilters(PortalForm):
    """The filters as they stand in the address. A value that cannot be read is shown as wrong and narrows nothing."""

    cari = LineField(80, required=False, widget=forms.HiddenInput)
    urut = forms.ChoiceField(
        label="Urutkan", required=False, choices=[(key, words) for key, (words, _) in ORDERS.items()]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_by: dict[str, PeopleFilter] = {}
        for question in people_filters:
            fields = question.fields(user)
            self.fields.update(fields)
            self.asked_by.update(dict.fromkeys(fields, question))
        self.order_fields([name for name in self.fields if name != "urut"])
        self.is_valid()

    @property
    def wanted(self) -> Wanted:
        """What was chosen and could be read."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS[self.wanted.get("urut", "terbaru")][1]

    @property
    def chips(self) -> dict[str, str]:
        """Each chosen value in words, by its field."""
        said = {name: self._words(name) for name in self.wanted if name != "urut"}
        return {name: words for name, words in said.items() if words}

    def _words(self, name: str) -> str:
        value = self.wanted[name]
        if name == "cari":
            return f"“{value}”"
        question = self.asked_by[name]
        if name in question.without_chip:
            return ""
        return question.words(name, _label(self.fields[name], value), self.wanted)


def _label(field: Any, value: Any) -> str:
    """The words of what was chosen, or the day that was typed."""
    return long_date(value) if isinstance(value, date) else str(dict(field.choices)[value])


def narrowed(people: ParticipantQuerySet, wanted: Wanted) -> ParticipantQuerySet:
    """Those among `people` whom the chosen filters leave."""
    for question in people_filters:
        people = question.narrow(people, wanted)
    return people
