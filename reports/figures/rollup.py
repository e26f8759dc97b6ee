"""Folding, checking and rebuilding the progress figures. `reports.figures.models` tells what they are."""

from typing import NamedTuple

from django.db import connection, transaction

from reports.figures import standings
from reports.figures.models import CheckRun, FoldRun

LOCK = 0x4A50_0001
"""Advisory lock: one folder at a time, so that the total below is raised without waiting in a cycle; a rebuild too."""

FOLD = """
WITH taken AS (
    DELETE FROM reports_progressdelta
    WHERE id = ANY (ARRAY(SELECT id FROM reports_progressdelta ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))
    RETURNING month, kelurahan_id, line_id, stage_id, people, records
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
SELECT month, kelurahan_id, line_id, stage_id,
       coalesce(kept.people, 0), coalesce(counted.people, 0),
       coalesce(kept.records, 0), coalesce(counted.records, 0)
FROM counted FULL JOIN kept USING (month, kelurahan_id, line_id, stage_id)
"""


class Difference(NamedTuple):
    """A cell whose kept figures are not what a recount of the records gives."""

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
        return (
            f"{year}-{month + 1:02d} {self.kelurahan} {self.line} {self.stage}: "
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
    """How many cells were compared, and those that differ: one statement, so one moment."""
    with connection.cursor() as cursor:
        cursor.execute(COMPARE)
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

    The cells are swapped and the deltas emptied by one statement, so both see the same snapshot: what commits
    later keeps its delta. Folders wait meanwhile. The version rises, for what was kept may have been wrong.
    """
    with connection.cursor() as cursor:
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
            )
            INSERT INTO reports_progresscell AS cell (month, kelurahan_id, line_id, stage_id, people, records)
            SELECT * FROM counted
            ON CONFLICT (month, kelurahan_id, line_id, stage_id) DO UPDATE
            SET people = excluded.people, records = excluded.records
            """
        )
        return cursor.rowcount
