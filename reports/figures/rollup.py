"""Folding, checking and rebuilding the progress figures. `reports.figures.models` tells what they are."""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from foundation.days import JAKARTA
from reports.figures import standings
from reports.figures.models import CheckRun, FoldRun

LOCK = 0x4A50_0001
"""Advisory lock: one folder at a time, so that the total below is raised without waiting in a cycle; a rebuild too."""

UNHURRIED = "SET LOCAL statement_timeout = 0"
"""Counting everything anew takes longer than a page may."""

FOLD = """
WITH taken AS (
    DELETE FROM reports_progressdelta
    WHERE id = ANY (ARRAY(SELECT id FROM reports_progressdelta ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))
    RETURNING known_on, month, kelurahan_id, line_id, stage_id, people, records
), summed AS (
    SELECT month, kelurahan_id, line_id, stage_id, sum(people) AS people, sum(records) AS records
    FROM taken
    GROUP BY month, kelurahan_id, line_id, stage_id
), merged AS (
    INSERT INTO reports_progresscell AS cell (month, kelurahan_id, line_id, stage_id, people, records)
    SELECT * FROM summed
    ORDER BY month, kelurahan_id, line_id, stage_id
    ON CONFLICT (month, kelurahan_id, line_id, stage_id) DO UPDATE
    SET people = cell.people + excluded.people, records = cell.records + excluded.records
    RETURNING 1
), entered AS (
    INSERT INTO reports_progressledger AS entry (known_on, month, kelurahan_id, line_id, stage_id, people, records)
    SELECT known_on, month, kelurahan_id, line_id, stage_id, sum(people), sum(records)
    FROM taken
    GROUP BY known_on, month, kelurahan_id, line_id, stage_id
    HAVING sum(people) <> 0 OR sum(records) <> 0
    ORDER BY stage_id, month, kelurahan_id, line_id, known_on
    ON CONFLICT (stage_id, month, kelurahan_id, line_id, known_on) DO UPDATE
    SET people = entry.people + excluded.people, records = entry.records + excluded.records
), raised AS (
    INSERT INTO reports_foldtotal AS total (id, folded)
    SELECT 1, count(*) FROM taken HAVING count(*) > 0
    ON CONFLICT (id) DO UPDATE SET folded = total.folded + excluded.folded
)
SELECT count(*) FROM taken
"""

RECOUNT = """
SELECT month, kelurahan_id, credited_line_id, stage_id,
       count(*) FILTER (WHERE is_first), count(*) FILTER (WHERE voided_at IS NULL)
FROM records_stagerecord
GROUP BY month, kelurahan_id, credited_line_id, stage_id
HAVING count(*) FILTER (WHERE voided_at IS NULL) <> 0
"""

COMPARE = f"""
WITH counted (month, kelurahan_id, line_id, stage_id, people, records) AS ({RECOUNT}),
kept AS (
    SELECT month, kelurahan_id, line_id, stage_id, sum(people) AS people, sum(records) AS records
    FROM reports_progress
    GROUP BY month, kelurahan_id, line_id, stage_id
)
SELECT NULL::date, month, kelurahan_id, line_id, stage_id,
       coalesce(kept.people, 0), coalesce(counted.people, 0),
       coalesce(kept.records, 0), coalesce(counted.records, 0)
FROM counted FULL JOIN kept USING (month, kelurahan_id, line_id, stage_id)
"""


def _day(moment: str) -> str:
    return f"({moment} AT TIME ZONE '{JAKARTA.key}')::date"


RECOUNT_LEDGER = f"""
SELECT day, month, kelurahan_id, line_id, stage_id, sum(people), sum(records)
FROM (
    SELECT month, kelurahan_id, line_id, stage_id, stood,
           datemultirange(stood) - coalesce(range_agg(stood) OVER earlier, '{{}}') AS first
    FROM (
        SELECT id, participant_id, occurred_on, recorded_at, month, kelurahan_id, credited_line_id AS line_id, stage_id,
               daterange({_day("recorded_at")}, CASE WHEN voided_at IS NOT NULL THEN {_day("voided_at")} END) AS stood
        FROM records_stagerecord
    ) AS record
    WINDOW earlier AS (
        PARTITION BY participant_id, stage_id ORDER BY occurred_on, recorded_at, id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
) AS record
CROSS JOIN LATERAL (
    SELECT lower(stood), 0, 1 UNION ALL SELECT upper(stood), 0, -1
    UNION ALL SELECT lower(part), 1, 0 FROM unnest(first) AS part
    UNION ALL SELECT upper(part), -1, 0 FROM unnest(first) AS part
) AS event (day, people, records)
WHERE day IS NOT NULL
GROUP BY day, month, kelurahan_id, line_id, stage_id
HAVING sum(people) <> 0 OR sum(records) <> 0
"""
"""What became known on each day, from the records alone: from when each stood until it was taken back, and when it was
the earliest of its person and stage that stood. What stood at no day's end is not in it."""

COMPARE_LEDGER = f"""
WITH counted (known_on, month, kelurahan_id, line_id, stage_id, people, records) AS ({RECOUNT_LEDGER}),
kept AS (
    SELECT known_on, month, kelurahan_id, line_id, stage_id, sum(people) AS people, sum(records) AS records
    FROM reports_known
    GROUP BY known_on, month, kelurahan_id, line_id, stage_id
)
SELECT known_on, month, kelurahan_id, line_id, stage_id,
       coalesce(kept.people, 0), coalesce(counted.people, 0),
       coalesce(kept.records, 0), coalesce(counted.records, 0)
FROM counted FULL JOIN kept USING (known_on, month, kelurahan_id, line_id, stage_id)
"""
"""Day by day, so that the sums up to any day are compared, and those up to today with the cells' recount."""


class Difference(NamedTuple):
    """A cell, or an entry of the ledger, whose kept figures are not what a recount of the records gives."""

    known_on: date | None
    month: int
    kelurahan: str
    line: str
    stage: str
    people_kept: int
    people_counted: int
    records_kept: int
    records_counted: int

    def __str__(self) -> str:
        year, month = divmod(self.month, 12)
        known = f"diketahui {self.known_on}, " if self.known_on else ""
        return (
            f"{known}{year}-{month + 1:02d} {self.kelurahan} {self.line} {self.stage}: "
            f"orang {self.people_kept} tercatat, {self.people_counted} dihitung; "
            f"catatan {self.records_kept} tercatat, {self.records_counted} dihitung"
        )


def fold(limit: int = 10_000) -> int:
    """Move waiting deltas into the cells and answer how many. Safe to lose, repeat or run side by side.

    Folds in rounds of `limit`, each a transaction of its own, until nothing waits. The version of the figures stays.
    """
    total = 0
    while True:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            cursor.execute(FOLD, [limit])
            folded = cursor.fetchone()[0]
        total += folded
        if folded < limit:
            break
    FoldRun.objects.create(folded=total)
    return total


def differences() -> tuple[int, list[Difference]]:
    """How many cells and entries of the ledger were compared, and those that differ: one statement, so one moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UNHURRIED)
        cursor.execute(f"({COMPARE}) UNION ALL ({COMPARE_LEDGER})")
        rows = [Difference(*row) for row in cursor.fetchall()]
    wrong = [row for row in rows if (row.people_kept, row.records_kept) != (row.people_counted, row.records_counted)]
    return len(rows), wrong


def check() -> CheckRun:
    """Recount everything against what is kept, cell by cell and target by target, and write down the result."""
    cells, wrong_cells = differences()
    targets, wrong_standings = standings.differences()
    wrong = [str(row) for row in (*wrong_cells, *wrong_standings)]
    return CheckRun.objects.create(cells=cells + targets, differing=len(wrong), differences=wrong[:200])


@transaction.atomic
def rebuild() -> int:
    """Count everything anew and answer how many cells there are, without stopping writers.

    Cells and ledger are swapped and the deltas emptied by one statement, so all see the same snapshot: what commits
    later keeps its delta. Folders wait meanwhile. The version rises, for what was kept may have been wrong.
    """
    with connection.cursor() as cursor:
        cursor.execute(UNHURRIED)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(
            f"""
            WITH counted (month, kelurahan_id, line_id, stage_id, people, records) AS ({RECOUNT}),
            emptied AS (DELETE FROM reports_progressdelta RETURNING 1),
            raised AS (
                INSERT INTO reports_foldtotal AS total (id, folded)
                SELECT 1, count(*) + 1 FROM emptied
                ON CONFLICT (id) DO UPDATE SET folded = total.folded + excluded.folded
            ),
            gone AS (
                DELETE FROM reports_progresscell AS cell
                WHERE NOT EXISTS (
                    SELECT FROM counted
                    WHERE (counted.month, counted.kelurahan_id, counted.line_id, counted.stage_id)
                        = (cell.month, cell.kelurahan_id, cell.line_id, cell.stage_id)
                )
            ),
            known (known_on, month, kelurahan_id, line_id, stage_id, people, records) AS ({RECOUNT_LEDGER}),
            struck AS (
                DELETE FROM reports_progressledger AS entry
                WHERE NOT EXISTS (
                    SELECT FROM known
                    WHERE (known.known_on, known.month, known.kelurahan_id, known.line_id, known.stage_id)
                        = (entry.known_on, entry.month, entry.kelurahan_id, entry.line_id, entry.stage_id)
                )
            ),
            entered AS (
                INSERT INTO reports_progressledger AS entry
                    (known_on, month, kelurahan_id, line_id, stage_id, people, records)
                SELECT * FROM known
                ON CONFLICT (stage_id, month, kelurahan_id, line_id, known_on) DO UPDATE
                SET people = excluded.people, records = excluded.records
            )
            INSERT INTO reports_progresscell AS cell (month, kelurahan_id, line_id, stage_id, people, records)
            SELECT * FROM counted
            ON CONFLICT (month, kelurahan_id, line_id, stage_id) DO UPDATE
            SET people = excluded.people, records = excluded.records
            """
        )
        return cursor.rowcount
