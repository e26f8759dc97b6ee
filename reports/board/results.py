"""Results of targets by day, for trends: counted anew as a set, so that back-dated entries find their day."""

from django.db import connection

from foundation.days import today
from targets.models import DecisionState
from targets.what_counts import COUNTED

REFRESH = f"""
WITH wanted AS (
    SELECT target.id, target.line_id, target.region_id, decision.stage_id, decision.unit, decision.starts_on,
           least(decision.due_on, %(today)s) AS ends_on
    FROM targets_target AS target JOIN targets_targetdecision AS decision ON decision.id = target.decision_id
    WHERE decision.state = %(in_force)s AND decision.starts_on <= %(today)s
      AND (%(past)s OR decision.due_on >= %(today)s - 31
           OR NOT EXISTS (SELECT FROM reports_targetresult WHERE target_id = target.id))
), counted AS (
    SELECT wanted.id, record.occurred_on AS day, count(*) AS n
    FROM wanted JOIN records_stagerecord AS record ON {COUNTED}
    GROUP BY wanted.id, record.occurred_on
), running AS (
    SELECT wanted.id, days.day::date AS day,
           sum(coalesce(counted.n, 0)) OVER (PARTITION BY wanted.id ORDER BY days.day) AS value
    FROM wanted CROSS JOIN LATERAL generate_series(wanted.starts_on, wanted.ends_on, '1 day') AS days (day)
    LEFT JOIN counted ON counted.id = wanted.id AND counted.day = days.day
)
INSERT INTO reports_targetresult AS kept (target_id, day, value, refreshed_at)
SELECT id, day, value, now() FROM running ORDER BY id, day
ON CONFLICT (target_id, day) DO UPDATE SET value = excluded.value, refreshed_at = excluded.refreshed_at
WHERE kept.value <> excluded.value
"""


def refresh(*, past: bool = False) -> int:
    """Bring the daily results of targets in force up to date and answer how many changed, today's row included.

    Of decisions that are long due only those without results, unless `past` asks for all. Safe to run side by side.
    """
    with connection.cursor() as cursor:
        cursor.execute(REFRESH, {"today": today(), "in_force": DecisionState.IN_FORCE, "past": past})
        return cursor.rowcount
