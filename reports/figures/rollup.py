"""Folding, checking and rebuilding the progress figures. `reports.figures.models` tells what they are."""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from reports.figures import standings
from reports.figures.indicators import recount, recount_by_day
from reports.figures.models import CheckRun, FoldRun

LOCK = 0x4A50_0001
"""Advisory lock: one folder at a time, so that the total below is raised without waiting in a cycle; a rebuild too."""

UNHURRIED = "SET LOCAL statement_timeout = 0"
"""Counting everything anew takes longer than a page may."""

FOLD = """
WITH taken AS (
    DELETE FROM reports_progressdelta
    WHERE id = ANY (ARRAY(SELECT id FROM reports_progressdelta ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED))
    RETURNING known_on, month, kelurahan_id, line_id, indicator, people, records, amount
), summed AS (
    SELECT month, kelurahan_id, line_id, indicator, sum(people) AS people, sum(records) AS records, sum(amount) AS amount
    FROM taken
    GROUP BY month, kelurahan_id, line_id, indicator
), merged AS (
    INSERT INTO reports_progresscell AS cell (month, kelurahan_id, line_id, indicator, people, records, amount)
    SELECT * FROM summed
    ORDER BY month, kelurahan_id, line_id, indicator
    ON CONFLICT (month, kelurahan_id, line_id, indicator) DO UPDATE
    SET people = cell.people + excluded.people, records = cell.records + excluded.records,
        amount = cell.amount + excluded.amount
    RETURNING 1
), entered AS (
    INSERT INTO reports_progressledger AS entry (known_on, month, kelurahan_id, line_id, indicator, people, records, amount)
    SELECT known_on, month, kelurahan_id, line_id, indicator, sum(people), sum(records), sum(amount)
    FROM taken
    GROUP BY known_on, month, kelurahan_id, line_id, indicator
    HAVING sum(people) <> 0 OR sum(records) <> 0 OR sum(amount) <> 0
    ORDER BY indicator, month, kelurahan_id, line_id, known_on
    ON CONFLICT (indicator, month, kelurahan_id, line_id, known_on) DO UPDATE
    SET people = entry.people + excluded.people, records = entry.records + excluded.records,
        amount = entry.amount + excluded.amount
), raised AS (
    INSERT INTO reports_foldtotal AS total (id, folded)
    SELECT 1, count(*) FROM taken HAVING count(*) > 0
    ON CONFLICT (id) DO UPDATE SET folded = total.folded + excluded.folded
)
SELECT count(*) FROM taken
"""

RECOUNT, RECOUNT_LEDGER = recount(), recount_by_day()

COMPARE = f"""
WITH counted (month, kelurahan_id, line_id, indicator, people, records, amount) AS ({RECOUNT}),
kept AS (
    SELECT month, kelurahan_id, line_id, indicator, sum(people) AS people, sum(records) AS records, sum(amount) AS amount
    FROM reports_progress
    GROUP BY month, kelurahan_id, line_id, indicator
)
SELECT NULL::date, month, kelurahan_id, line_id, indicator,
       coalesce(kept.people, 0), coalesce(counted.people, 0),
       coalesce(kept.records, 0), coalesce(counted.records, 0),
       coalesce(kept.amount, 0)::bigint, coalesce(counted.amount, 0)::bigint
FROM counted FULL JOIN kept USING (month, kelurahan_id, line_id, indicator)
"""


COMPARE_LEDGER = f"""
WITH counted (known_on, month, kelurahan_id, line_id, indicator, people, records, amount) AS ({RECOUNT_LEDGER}),
kept AS (
    SELECT known_on, month, kelurahan_id, line_id, indicator,
           sum(people) AS people, sum(records) AS records, sum(amount) AS amount
    FROM reports_known
    GROUP BY known_on, month, kelurahan_id, line_id, indicator
)
SELECT known_on, month, kelurahan_id, line_id, indicator,
       coalesce(kept.people, 0), coalesce(counted.people, 0),
       coalesce(kept.records, 0), coalesce(counted.records, 0),
       coalesce(kept.amount, 0)::bigint, coalesce(counted.amount, 0)::bigint
FROM counted FULL JOIN kept USING (known_on, month, kelurahan_id, line_id, indicator)
"""
"""Day by day, so that the sums up to any day are compared, and those up to today with the cells' recount."""


class Difference(NamedTuple):
    """A cell, or an entry of the ledger, whose kept figures are not what a recount of the records gives."""

    known_on: date | None
    month: int
    kelurahan: str
    line: str
    indicator: str
    people_kept: int
    people_counted: int
    records_kept: int
    records_counted: int
    amount_kept: int
    amount_counted: int

    @property
    def is_wrong(self) -> bool:
        return self[5::2] != self[6::2]

    def __str__(self) -> str:
        year, month = divmod(self.month, 12)
        known = f"diketahui {self.known_on}, " if self.known_on else ""
        return (
            f"{known}{year}-{month + 1:02d} {self.kelurahan} {self.line} {self.indicator}: "
            f"orang {self.people_kept} tercatat, {self.people_counted} dihitung; "
            f"catatan {self.records_kept} tercatat, {self.records_counted} dihitung; "
            f"rupiah {self.amount_kept} tercatat, {self.amount_counted} dihitung"
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
    return len(rows), [row for row in rows if row.is_wrong]


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
            WITH counted (month, kelurahan_id, line_id, indicator, people, records, amount) AS ({RECOUNT}),
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
                    WHERE (counted.month, counted.kelurahan_id, counted.line_id, counted.indicator)
                        = (cell.month, cell.kelurahan_id, cell.line_id, cell.indicator)
                )
            ),
            known (known_on, month, kelurahan_id, line_id, indicator, people, records, amount) AS ({RECOUNT_LEDGER}),
            struck AS (
                DELETE FROM reports_progressledger AS entry
                WHERE NOT EXISTS (
                    SELECT FROM known
                    WHERE (known.known_on, known.month, known.kelurahan_id, known.line_id, known.indicator)
                        = (entry.known_on, entry.month, entry.kelurahan_id, entry.line_id, entry.indicator)
                )
            ),
            entered AS (
                INSERT INTO reports_progressledger AS entry
                    (known_on, month, kelurahan_id, line_id, indicator, people, records, amount)
                SELECT * FROM known
                ON CONFLICT (indicator, month, kelurahan_id, line_id, known_on) DO UPDATE
                SET people = excluded.people, records = excluded.records, amount = excluded.amount
            )
            INSERT INTO reports_progresscell AS cell (month, kelurahan_id, line_id, indicator, people, records, amount)
            SELECT * FROM counted
            ON CONFLICT (month, kelurahan_id, line_id, indicator) DO UPDATE
            SET people = excluded.people, records = excluded.records, amount = excluded.amount
            """
        )
        return cursor.rowcount
