"""Somebody who was at another activity of the kind on the same day: it happens, and is asked rather than added twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from foundation.errors import NeedsReason
from programs.activities.agenda import when
from programs.activities.models import Activity, Attendance

MOST_NAMED = 10
"""How many people one sentence names; of the rest it says how many they are."""


class AlsoElsewhere(NeedsReason):
    """Some are recorded at another activity on that day; `rows` are the ids of those attendances."""

    def __init__(self, warnings: list[str], rows: Collection[UUID]) -> None:
        super().__init__(warnings)
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

    def unanswered(self, shown: Collection[UUID], reason: str) -> bool:
        """Whether the officer is still to be asked: a reason answers for those that were shown, and for no other."""
        return bool(self.rows) and not (reason and set(self.ids) <= set(shown))

    def words(self) -> list[str]:
        """A sentence for each of the other activities: which it was, where and when, and whom it concerns."""
        by_activity = sorted(self.rows, key=lambda row: (row.activity.pk, row.participant.name))
        return [
            f"Sudah tercatat hadir pada hari yang sama di {_place(activity)}: {_names(list(rows))}"
            for activity, rows in groupby(by_activity, key=lambda row: row.activity)
        ]


def _place(activity: Activity) -> str:
    return f"{activity.word} {activity} ({activity.place}, {activity.kelurahan}; {when(activity)})"


def _names(rows: Sequence[Attendance]) -> str:
    named = [f"{row.participant.name} ({row.participant.registration_number})" for row in rows[:MOST_NAMED]]
    more = [f"{len(rows) - MOST_NAMED} orang lagi"] if len(rows) > MOST_NAMED else []
    return ", ".join(named + more)
