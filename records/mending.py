"""Mending what was typed wrong: the record is taken back and written anew, and counts as known all the while.

Whoever took it back first and only then thinks of the right values writes it anew within days: the same, in two steps.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from foundation.errors import Refused
from foundation.moments import one_moment
from offices.models import User
from records.completion import MENDED, void
from records.models import TO_WRITE_ANEW, StageDetail, StageRecord
from records.rights import may_take_back


@transaction.atomic
def mend(
    record: StageRecord, anew: Callable[..., StageDetail], *, by: User, because: str, **details: Any
) -> StageDetail:
    """Take the record back and let its subject's verb `anew` record the stage with `details`, in its place.

    The new record has the old one's files and is no late entry. Raises what `void` and the verb raise, and then
    nothing was changed.
    """
    with one_moment():
        void(record, by=by, reason=because)
        return anew(record.participant, by=by, replaces=record, **details)


@transaction.atomic
def write_anew(record: StageRecord, anew: Callable[..., StageDetail], *, by: User, **details: Any) -> StageDetail:
    """Let the subject's verb `anew` record the stage in the place of a record that the officer has taken back lately.

    Raises Refused where it is no longer open to them, and what the verb raises.
    """
    if why := why_not_anew(record, by):
        raise Refused(why)
    return anew(record.participant, by=by, replaces=record, **details)


def why_not_anew(record: StageRecord, by: User) -> str:
    """Why the officer cannot write the record anew; empty where they took it back themselves, and lately."""
    if record.voided_at is None:
        return "Catatan ini masih berlaku."
    if record.replaced_by.all():
        return MENDED
    if record.voided_by_id != by.pk or not may_take_back(record, record.participant, by):
        return "Catatan ini dibatalkan petugas lain. Bila memang perlu, catat tahapnya kembali."
    if record.voided_at < now() - TO_WRITE_ANEW:
        return "Catatan ini dibatalkan lebih dari tujuh hari lalu. Catat tahapnya kembali."
    return ""
