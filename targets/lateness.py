"""What was typed into a decision after its due day and its grace. It counts now, and is marked."""

from collections.abc import Collection

from django.db import connections

from foundation.days import JAKARTA
from offices.regions import Level
from targets.models import DecisionState

MARK = "dicatat setelah tenggat"

LATE = f"""
SELECT record.id FROM records_stagerecord AS record
WHERE record.id = ANY (%(records)s)
  AND EXISTS (
    SELECT FROM targets_targetdecision AS decision JOIN targets_target AS target ON target.decision_id = decision.id
    WHERE decision.state = '{DecisionState.IN_FORCE.value}' AND decision.stage_id = record.stage_id
      AND record.occurred_on BETWEEN decision.starts_on AND decision.due_on
      AND starts_with(record.kelurahan_id, target.region_id)
      AND (target.line_id IS NULL OR starts_with(record.credited_line_id, target.line_id))
      AND record.known_since >= (decision.due_on + decision.grace_days + 1)::timestamp AT TIME ZONE '{JAKARTA.key}'
  )
  AND NOT EXISTS (
    SELECT FROM offices_golive AS live
    WHERE live.office = coalesce(record.acting_sudin_id || '@' || left(record.kelurahan_id, {Level.KOTA}), record.kelurahan_id)
      AND live.month > record.occurred_on
  )
"""
"""Of the records asked for those that are late for any decision in force that speaks of them, valid or not."""


def late_among(records: Collection[int], using: str = "default") -> set[int]:
    """Of these records (keys) those that came late: their chain was first known after due day and grace.

    Never late is what happened before its office used the portal. One query, none for none.
    """
    if not records:
        return set()
    with connections[using].cursor() as cursor:
        cursor.execute(LATE, {"records": list(records)})
        return {key for (key,) in cursor.fetchall()}
