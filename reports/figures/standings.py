"""Where the targets in force stand: kept by Celery for work lists and for who lags, and exact at every moment.

A kept row says at which version of the figures and for which day it was true. Where both are still so, it is read;
where anything was recorded since, the targets asked for are counted anew by the same statement. So the worker saves
time and changes no number.
"""

from datetime import date
from typing import Any, NamedTuple

from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from foundation.days import today
from reports.figures.models import TargetStanding
from reports.figures.reading import READER
from targets.models import DecisionState, Target
from targets.what_counts import COUNTED

VERSION = """
SELECT coalesce((SELECT folded FROM reports_foldtotal), 0) + (SELECT count(*) FROM reports_progressdelta)
"""
"""Rises with every change of a figure and with nothing else: what was folded plus what waits, in one snapshot."""


def _month(day: str) -> str:
    return f"(extract(year FROM {day})::int * 12 + extract(month FROM {day})::int - 1)"


WANTED = f"""
wanted AS (
    SELECT target.id AS target_id, target.value::bigint, target.line_id, target.region_id, decision.stage_id,
           decision.unit, decision.starts_on, decision.due_on AS ends_on,
           {_month("decision.starts_on")} + (extract(day FROM decision.starts_on) > 1)::int AS first_month,
           {_month("(decision.due_on + 1)")} AS after_month
    FROM targets_target AS target JOIN targets_targetdecision AS decision ON decision.id = target.decision_id
    WHERE decision.state = '{DecisionState.IN_FORCE.value}' AND (%(all)s OR target.id = ANY (%(targets)s))
)
"""

FROM_CELLS = f"""
cut AS (
    SELECT wanted.*, days.first_day, days.last_day
    FROM wanted CROSS JOIN LATERAL (
        SELECT starts_on, ends_on WHERE first_month >= after_month
        UNION ALL SELECT starts_on, make_date(first_month / 12, first_month %% 12 + 1, 1) - 1
        WHERE first_month < after_month
        UNION ALL SELECT make_date(after_month / 12, after_month %% 12 + 1, 1), ends_on
        WHERE first_month < after_month
    ) AS days (first_day, last_day)
    WHERE days.first_day <= days.last_day
), counted AS (
    SELECT target_id, sum(n) AS result FROM (
        SELECT wanted.target_id, CASE wanted.unit WHEN 'people' THEN kept.people ELSE kept.records END AS n
        FROM wanted JOIN reports_progress AS kept
          ON kept.indicator = wanted.stage_id AND starts_with(kept.kelurahan_id, wanted.region_id)
         AND (wanted.line_id IS NULL OR starts_with(kept.line_id, wanted.line_id))
         AND kept.month >= wanted.first_month AND kept.month < wanted.after_month
        UNION ALL
        SELECT wanted.target_id, 1
        FROM cut AS wanted JOIN records_stagerecord AS record
          ON record.occurred_on BETWEEN wanted.first_day AND wanted.last_day AND {COUNTED}
    ) AS parts
    GROUP BY target_id
)
"""
"""Whole months from cells and deltas, the cut ones from the records, as every figure is counted."""

FROM_RECORDS = f"""
counted AS (
    SELECT wanted.target_id, count(*) AS result
    FROM wanted JOIN records_stagerecord AS record ON {COUNTED}
    GROUP BY wanted.target_id
)
"""
"""The recount that the kept rows are checked against."""

STANDING = f"""
SELECT stood.target_id, stood.day, stood.version, stood.result,
       round(100.0 * stood.result / nullif(stood.value, 0), 2) AS percent,
       ((2 * stood.value * stood.gone + stood.days) / (2 * stood.days) - stood.result)::int AS behind,
       (SELECT record.occurred_on FROM records_stagerecord AS record
        WHERE stood.result > 0 AND {COUNTED.replace("wanted.", "stood.")}
        ORDER BY record.occurred_on DESC LIMIT 1) AS last_moved_on
FROM (
    SELECT wanted.*, asked.day, ({VERSION}) AS version, coalesce(counted.result, 0)::int AS result,
           wanted.ends_on - wanted.starts_on + 1 AS days,
           least(greatest(asked.day - wanted.starts_on + 1, 0), wanted.ends_on - wanted.starts_on + 1) AS gone
    FROM wanted LEFT JOIN counted USING (target_id) CROSS JOIN (VALUES (%(today)s::date)) AS asked (day)
) AS stood
"""
"""Result, percent, lag behind the straight line (rounded half up, negative when ahead) and day of the last record."""

KEEP = f"""
WITH {WANTED}, {FROM_CELLS}, gone AS (
    DELETE FROM reports_targetstanding WHERE target_id NOT IN (SELECT target_id FROM wanted)
)
INSERT INTO reports_targetstanding AS kept
    (target_id, day, version, result, percent, behind, last_moved_on, rolled_up_at)
SELECT standing.*, statement_timestamp() FROM ({STANDING}) AS standing
ORDER BY standing.target_id
ON CONFLICT (target_id) DO UPDATE
SET day = excluded.day, version = excluded.version, result = excluded.result, percent = excluded.percent,
    behind = excluded.behind, last_moved_on = excluded.last_moved_on, rolled_up_at = excluded.rolled_up_at
WHERE (kept.day, kept.version) < (excluded.day, excluded.version)
"""

READ = f"WITH {WANTED}, {FROM_CELLS} {STANDING}"

COMPARE = f"""
WITH {WANTED}, {FROM_RECORDS}
SELECT kept.target_id, kept.result, counted.result, kept.percent, counted.percent, kept.behind, counted.behind,
       kept.last_moved_on, counted.last_moved_on
FROM reports_targetstanding AS kept JOIN ({STANDING}) AS counted USING (target_id, day, version)
"""
"""Kept rows against a recount. A row of an earlier version or day is left out: pages count such a target anew."""

ALL: dict[str, Any] = {"all": True, "targets": []}


class Difference(NamedTuple):
    """A kept standing that is not what a recount of the records gives."""

    target: int
    result_kept: int
    result_counted: int
    percent_kept: Any
    percent_counted: Any
    behind_kept: int
    behind_counted: int
    moved_kept: date | None
    moved_counted: date | None

    @property
    def is_wrong(self) -> bool:
        return self[1::2] != self[2::2]

    def __str__(self) -> str:
        return (
            f"target {self.target}: realisasi {self.result_kept} tercatat, {self.result_counted} dihitung; "
            f"persen {self.percent_kept}/{self.percent_counted}, tertinggal {self.behind_kept}/{self.behind_counted}, "
            f"gerak terakhir {self.moved_kept}/{self.moved_counted}"
        )


def roll_up() -> int:
    """Keep where every target in force stands now, and answer how many rows changed. Safe to run side by side."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {**ALL, "today": today()})
        return cursor.rowcount


def differences() -> tuple[int, list[Difference]]:
    """How many kept rows were compared, and those that differ: one statement, so one moment."""
    with connection.cursor() as cursor:
        cursor.execute(COMPARE, {**ALL, "today": today()})
        rows = [Difference(*row) for row in cursor.fetchall()]
    return len(rows), [row for row in rows if row.is_wrong]


def standing_of(targets: QuerySet[Target]) -> list[TargetStanding]:
    """Where these targets stand at this moment, those in force alone. Call inside `reading()`."""
    wanted = {target.pk: target for target in targets.using(READER).select_related("decision", "line", "region")}
    now = RawSQL(VERSION, [])  # noqa: S611 (a constant of this module)
    kept = TargetStanding.objects.using(READER).filter(target__in=wanted, version=now, day=today())
    in_force = [pk for pk, target in wanted.items() if target.decision.is_in_force]
    found = {row.target_id: row for row in kept if row.target_id in in_force}
    if missing := [pk for pk in in_force if pk not in found]:
        found |= {row.target_id: row for row in _counted_now(missing)}
    for pk, row in found.items():
        row.target = wanted[pk]
    return [found[pk] for pk in in_force]


def _counted_now(targets: list[int]) -> list[TargetStanding]:
    with connections[READER].cursor() as cursor:
        cursor.execute(READ, {"all": False, "targets": targets, "today": today()})
        columns = [column.name for column in cursor.description]
        return [TargetStanding(**dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]
