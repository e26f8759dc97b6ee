"""Which of a person's records of a stage counts her: the earliest valid one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

_FIRSTS = """
    SELECT DISTINCT ON (participant_id) id
    FROM records_stagerecord
    WHERE stage_id = %(stage)s AND participant_id = ANY (%(people)s) AND voided_at IS NULL
    ORDER BY participant_id, occurred_on, recorded_at, id
"""
_CLEAR = f"""
UPDATE records_stagerecord SET is_first = false
WHERE stage_id = %(stage)s AND participant_id = ANY (%(people)s) AND is_first AND id NOT IN ({_FIRSTS})
"""
_SET = f"UPDATE records_stagerecord SET is_first = true WHERE NOT is_first AND id IN ({_FIRSTS})"


_SAY = "SELECT set_config('records.moment', %s, true)"
"""What the triggers that count hear: the moment from which the marks are known to be so."""


def settle_firsts(people: Iterable[int], stage: str, *, at: datetime) -> None:
    """Mark each person's (by key) earliest valid record of the stage as the first, and no other, from this moment on.

    Two statements, clear then set: a partial unique index cannot be deferred. The caller holds the people's locks.
    """
    keys: dict[str, Any] = {"people": list(people), "stage": stage}
    with connection.cursor() as cursor:
        cursor.execute(_SAY, [at.isoformat()])
        cursor.execute(_CLEAR, keys)
        cursor.execute(_SET, keys)
