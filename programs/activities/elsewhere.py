"""Somebody who was at another activity of the kind on the same day: it happens, and is asked rather than added twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from foundation.errors import Doubt, NeedsReason
from programs.activities.agenda import when
from programs.activities.models import Activity, Attendance

MOST_NAMED = 10
"""How many people one sentence names; of the rest it says how many they are."""


class AlsoElsewhere(NeedsReason):
    """Some are recorded at another activity on that day; `rows` are the ids of those attendances."""

    def __init__(self, doubts: Sequence[Doubt], rows: Collection[UUID]) -> None:
        super().__init__(doubts)
        self.rows = list(rows)


@dataclass(frozen=True)
class Elsewhere:
    """The attendances at others, found once the people are locked, so that whoever saves second finds the first's."""

    rows: Sequence[Attendance]

    @classmethod
    def of(cls, activity: Activity, day: date, people: Collection[int]) -> "Elsewhere":
        """Those of people (keys) at activities of the same kind that took place on that day. One query."""
        return cls(list(activity.also_there(day, people)) if people else [])

    @property
    def keys(self) -> set[int]:
        """Whose they are."""
        return {row.participant_id for row in self.rows}

    @property
    def ids(self) -> list[UUID]:
        return [row.public_id for row in self.rows]

    def are_among(self, shown: Collection[UUID]) -> bool:
        """Whether the officer saw all of them: a reason answers for those that were shown, and for no other."""
        return set(self.ids) <= set(shown)

    def doubts(self) -> list[Doubt]:
        """One for each of the other activities: which it was, where and when, and whom it concerns."""
        by_activity = sorted(self.rows, key=lambda row: (row.activity.pk, row.participant.name))
        return [_doubt(activity, list(rows)) for activity, rows in groupby(by_activity, key=lambda row: row.activity)]


def _doubt(activity: Activity, rows: Sequence[Attendance]) -> Doubt:
    words = f"Sudah tercatat hadir pada hari yang sama di {_place(activity)}: {_names(rows)}"
    return Doubt("elsewhere", words, tuple(row.participant.name for row in rows))


def _place(activity: Activity) -> str:
    return f"{activity.word} {activity} ({activity.place}, {activity.kelurahan}; {when(activity)})"


def _names(rows: Sequence[Attendance]) -> str:
    named = [f"{row.participant.name} ({row.participant.registration_number})" for row in rows[:MOST_NAMED]]
    more = [f"{len(rows) - MOST_NAMED} orang lagi"] if len(rows) > MOST_NAMED else []
    return ", ".join(named + more)
