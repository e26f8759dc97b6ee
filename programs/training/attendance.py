"""Attendance of a class: invited is not attended. Everybody's in one transaction."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from offices.models import User
from programs.activities.attendance import Changes, compare, open_sheet, require_fresh, settle
from programs.activities.planning import touch
from programs.training.models import Invitation, TrainingClass
from records.models import Source


@transaction.atomic
def take(
    training_class: TrainingClass,
    version: int,
    present: Collection[UUID],
    *,
    by: User,
    reason: str = "",
    shown: Collection[UUID] = (),
) -> Changes:
    """Write down who came; `present` are ids of invitations. P2 is completed on the last day of the class.

    The same sheet sent twice changes nothing. A sheet that differs from the one before corrects it: who is no longer
    present has her record voided with the reason. Raises Refused before the last day and for ids of other classes,
    Stale when the class or its list changed since the sheet was opened, NeedsReason for corrections and for what P2
    expects of those who came, AlsoElsewhere when somebody new was in another class on one of its days and is not among
    the `shown` (ids of attendances there): one reason answers for the whole class.
    """
    standing = open_sheet(training_class, training_class.ends_on, by=by)
    listed = {row.public_id: row for row in standing.invitations.select_related("record").order_by("participant_id")}
    changes = compare(listed, [key for key, row in listed.items() if row.was_there], present)
    if changes or any(row.taken_at is None for row in listed.values()):
        require_fresh(standing, version)
        new, gone = [listed[key] for key in changes.new], [listed[key] for key in changes.gone]
        _write(standing, new, gone, by, reason=reason, shown=shown)
    return changes


def _write(standing: TrainingClass, new: list[Invitation], gone: list[Invitation], by: User, **answer: Any) -> None:
    """Everybody invited either came or did not; who was added as come uninvited and did not is off the list."""
    came, source = [row.participant_id for row in new], Source.TRAINING_CLASS
    records = settle(standing, standing.ends_on, new=came, gone=gone, source=source, by=by, **answer)
    for row in new:
        row.record, row.taken_at, row.taken_by = records[row.participant_id], Now(), by
    Invitation.objects.bulk_update(new, ["record", "taken_at", "taken_by"])
    standing.invitations.awaited().uninvited().delete()
    standing.invitations.awaited().update(taken_at=Now(), taken_by=by)
    touch(standing)
