"""Attendance: invited is not attended. Whoever came has completed P2, in one transaction for the whole class."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from foundation.days import long_date
from foundation.errors import NeedsReason, Refused, Stale
from offices.models import User
from participants.models import Participant
from programs.activities.rights import may_run
from programs.training.models import Invitation, TrainingClass
from programs.training.planning import lock_class
from records.completion import complete_attendance, lock_people, take_back
from records.models import Source, StageCode, StageRecord


@dataclass(frozen=True)
class Taken:
    """What became of a sheet: how many came, of how many invited, and how many records were made and taken back."""

    came: int
    invited: int
    made: int
    taken_back: int


@transaction.atomic
def take(
    training_class: TrainingClass, version: int, present: Collection[UUID], *, by: User, reason: str = ""
) -> Taken:
    """Write down who came; `present` are ids of invitations. P2 is completed on the last day of the class.

    The same sheet sent twice changes nothing. A sheet that differs from the one before corrects it: who is no longer
    present has her record voided with the reason. Raises Refused before the last day and for ids of other classes,
    Stale when the class or its list changed since the sheet was opened, NeedsReason for corrections and for what P2
    expects of those who came: one reason answers for the whole class.
    """
    may_run(training_class, by)
    standing = lock_class(training_class)
    if not standing.can_be_taken:
        raise Refused(f"Kehadiran dapat dicatat mulai {long_date(standing.ends_on)}.")
    sheet = list(standing.invitations.select_related("record").order_by("participant_id"))
    if set(present) - {letter.public_id for letter in sheet}:
        raise Refused("Daftar hadir memuat orang yang tidak diundang ke kelas ini. Tidak ada yang dicatat.")
    came = [letter for letter in sheet if letter.public_id in set(present)]
    new = [letter for letter in came if not letter.attended]
    gone = [letter for letter in sheet if letter.attended and letter.public_id not in set(present)]
    settled = not new and all(letter.attended is not None for letter in sheet) and not gone
    if not settled:
        if standing.version != version:
            raise Stale([])
        _write(standing, sheet, new, gone, by=by, reason=reason)
    return Taken(len(came), len(sheet), len(new), len(gone))


def _write(standing: TrainingClass, sheet, new, gone, *, by: User, reason: str) -> None:
    """People are locked in key order before anything is written; one reason answers corrections and expectations."""
    people = {person.pk: person for person in lock_people(letter.participant_id for letter in [*new, *gone])}
    doubts = [f"{len(gone)} orang yang tercatat hadir akan dibatalkan P2-nya."] if gone and not reason else []
    try:
        records = _complete(standing, [people[letter.participant_id] for letter in new], by, reason)
    except NeedsReason as need:
        raise NeedsReason([*doubts, *need.warnings]) from None
    if doubts:
        raise NeedsReason(doubts)
    for letter in gone:
        if letter.record:
            take_back(letter.record, by=by, reason=reason)
    _settle(standing, {record.participant_id: record for record in records}, new, by)
    TrainingClass.objects.filter(pk=standing.pk).touch()


def _complete(standing: TrainingClass, people: list[Participant], by: User, reason: str) -> list[StageRecord]:
    if not people:
        return []
    return complete_attendance(
        people,
        StageCode.TRAINING,
        on=standing.ends_on,
        by=by,
        source=Source.TRAINING_CLASS,
        acting=standing.sudin_id,
        note=standing.title,
        reason=reason,
    )


def _settle(standing: TrainingClass, records, new, by: User) -> None:
    """Everybody invited either came or did not."""
    for letter in new:
        letter.attended, letter.record = True, records[letter.participant_id]
        letter.taken_at, letter.taken_by = Now(), by
    Invitation.objects.bulk_update(new, ["attended", "record", "taken_at", "taken_by"])
    standing.invitations.filter(attended=None).update(attended=False, taken_at=Now(), taken_by=by)
