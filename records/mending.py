"""Mending what was typed wrong: the record is taken back and written anew, and counts as known all the while."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from offices.models import User
from records.completion import void
from records.models import StageDetail, StageRecord


@transaction.atomic
def mend(
    record: StageRecord, anew: Callable[..., StageDetail], *, by: User, because: str, **details: Any
) -> StageDetail:
    """Take the record back and let its subject's verb `anew` record the stage with `details`, in its place.

    The new record has the old one's files and is no late entry. Raises what `void` and the verb raise, and then
    nothing was changed.
    """
    void(record, by=by, reason=because)
    return anew(record.participant, by=by, replaces=record, **details)
