"""What the list of participants is narrowed by and what it shows: each app registers its own filters and columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from foundation.registry import Registry
from offices.models import User
from participants.participants import Participant, ParticipantQuerySet

Wanted = dict[str, Any]
"""What was chosen and could be read, by the name of its field in the address."""


def its_label(name: str, label: str, wanted: Wanted) -> str:
    return label


@dataclass(frozen=True)
class PeopleFilter:
    """One question to the list: its fields, whom its answers leave, and what the chip of an answer says."""

    name: str
    fields: Callable[[User], dict[str, forms.Field]]
    """For this officer, by their names in the address, in the order of the form."""
    narrow: Callable[[ParticipantQuerySet, Wanted], ParticipantQuerySet]
    words: Callable[[str, str, Wanted], str] = its_label
    """A chosen field in words: its name, the label of the value, and all that is wanted."""
    without_chip: frozenset[str] = frozenset()
    """Fields that only qualify another one."""


@dataclass(frozen=True)
class PeopleColumn:
    """A column of the list beside the name."""

    title: str
    template: str
    """Draws the cell, from `person` and its `value`."""
    values: Callable[[list[Participant]], dict[int, Any]] = lambda people: {}
    """What the cells of a page show beyond the person, by primary key; asked once for all its rows."""
    wraps: bool = True


people_filters: Registry[PeopleFilter] = Registry("filters of the list of people", key="name")
people_columns: Registry[PeopleColumn] = Registry("columns of the list of people", key="title")


def choice_of(column: str, label: str, choices: list[tuple[str, str]], nothing: str, name: str) -> PeopleFilter:
    """The filter `name` that compares one column with what was chosen; `nothing` are the words of no choice."""
    return PeopleFilter(
        name,
        fields=lambda user: {name: forms.ChoiceField(label=label, required=False, choices=[("", nothing), *choices])},
        narrow=lambda people, wanted: people.filter(**{column: wanted[name]}) if name in wanted else people,
    )


def within_period(field: str, wanted: Wanted) -> Q:
    """Rows whose day `field` lies between `dari` and `sampai`, as far as they are wanted."""
    bounds: dict[str, date | None] = {f"{field}__gte": wanted.get("dari"), f"{field}__lte": wanted.get("sampai")}
    return Q(**{name: day for name, day in bounds.items() if day})
