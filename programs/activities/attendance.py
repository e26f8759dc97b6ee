"""Attendance: whoever was there has completed the activity's stage, and whoever was not has no record of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from foundation.days import long_date
from foundation.errors import Doubt, NeedsReason, Refused, Stale
from foundation.reasons import in_words
from foundation.reasons import settle as settle_reason
from offices.models import User
from participants.models import Participant
from programs.activities.elsewhere import AlsoElsewhere, Elsewhere
from programs.activities.models import Activity, Attendance
from programs.activities.planning import ActivityT, lock_activity
from programs.activities.rights import require_run
from records.completion import complete_attendance, lock_people, take_back
from records.models import Source, StageRecord


@dataclass(frozen=True)
class Changes:
    """What a sheet says against what is stored, by ids of the listed: who is new, no longer there, there as before."""

    new: list[UUID]
    gone: list[UUID]
    kept: list[UUID]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def compare(listed: Collection[UUID], stored: Collection[UUID], present: Collection[UUID]) -> Changes:
    """Raises Refused for ids that are not listed: nothing is done by halves."""
    if set(present) - set(listed):
        raise Refused("Daftar hadir memuat orang yang tidak terpilih. Tidak ada yang dicatat.")
    ticked, known = set(present), set(stored)
    return Changes(
        new=[key for key in listed if key in ticked - known],
        gone=[key for key in listed if key in known - ticked],
        kept=[key for key in listed if key in known & ticked],
    )


def open_sheet(activity: ActivityT, day: date, *, by: User) -> ActivityT:
    """The activity, locked, so that its attendance of that day may be written down. Raises Refused where it may not."""
    require_run(activity, by)
    standing = lock_activity(activity)
    if day not in standing.sheets:
        raise Refused(f"{long_date(day)} bukan hari kehadiran {standing.word} ini.")
    if not standing.can_be_taken_on(day):
        raise Refused(f"Kehadiran dapat dicatat mulai {long_date(day)}.")
    return standing


def require_fresh(activity: Activity, version: int) -> None:
    """Raise Stale when the activity or its list changed since the sheet was opened."""
    if activity.version != version:
        raise Stale([])


def settle(
    activity: Activity,
    day: date,
    *,
    new: Iterable[int],
    gone: Sequence[Attendance],
    source: Source,
    by: User,
    reason: str,
    shown: Collection[UUID] = (),
) -> dict[int, StageRecord]:
    """Complete the stage for the people `new` (keys), take back the records of `gone`; the new records by person.

    People are locked in key order before anything is written, and before it is asked who of them was at another
    activity of the kind that day. One reason answers for corrections, expectations and those others alike; raises
    NeedsReason with all of them at once, AlsoElsewhere where some were elsewhere who are not among the `shown`.
    """
    stage, new = activity.stage, list(new)
    people = {person.pk: person for person in lock_people([*new, *(row.participant_id for row in gone)])}
    others = Elsewhere.of(activity, day, new)
    beside = [_correction([people[row.participant_id] for row in gone], stage)] if gone else []
    came = [people[key] for key in sorted(new)]
    try:
        records = _complete(
            activity,
            day,
            came,
            source=source,
            by=by,
            reason=reason if others.are_among(shown) else "",
            beside=beside,
            doubts=others.doubts(),
            concerned=others.keys,
        )
    except NeedsReason as need:
        raise AlsoElsewhere(need.doubts, others.ids) if others.rows else need from None
    why = in_words(reason) if gone else ""
    for record in (row.record for row in gone if row.record):
        take_back(record, by=by, reason=why)
    return {record.participant_id: record for record in records}


def _correction(gone: Sequence[Participant], stage: str) -> Doubt:
    """Whose record the sheet takes back."""
    names = tuple(person.name for person in gone)
    words = f"{len(gone)} orang yang tercatat hadir akan dibatalkan {stage}-nya: {', '.join(names)}."
    return Doubt("correction", words, names)


def _complete(
    activity: Activity,
    day: date,
    people: list[Participant],
    *,
    reason: str,
    beside: Sequence[Doubt],
    **told: Any,
) -> list[StageRecord]:
    if not people:
        settle_reason(beside, reason)
        return []
    return complete_attendance(
        people,
        activity.stage,
        on=day,
        acting=activity.sudin_id,
        note=str(activity),
        reason=reason,
        beside=beside,
        **told,
    )
