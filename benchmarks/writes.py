"""Writes per second with the roll-up over without, by eight writers, each record a transaction of its own."""

import multiprocessing
import random
import time

from benchmarks.city import City
from benchmarks.figures import Ratio

WRITERS, SECONDS, PAIRS = 8, 4.0, 6

# Of a stage that everybody has reached, today: so the marks of first completions stay true.
INSERT = """
INSERT INTO records_stagerecord (public_id, participant_id, stage_id, occurred_on, kelurahan_id, credited_line_id,
    source, note, reason, recorded_at, recorded_by_id, void_reason, is_first)
SELECT gen_random_uuid(), id, 'P1', current_date, kelurahan_id, line_id,
    'visit', '', '', now(), registered_by_id, '', false
FROM participants_participant WHERE id = %s
"""


def measure(town: City) -> list[Ratio]:
    """Pairs of runs side by side in time, with and without."""
    rates = town.with_and_without_rollup(lambda pair: _rate(town), PAIRS)
    return [Ratio("Catatan per detik, 8 penulis", *rates, unit="catatan/s", limit=0.85, at_least=True)]


def _rate(town: City) -> float:
    """Committed records per second; every writer's own count must be what the table grew by."""
    before = _records(town)
    with multiprocessing.get_context("fork").Pool(WRITERS) as pool:
        written = sum(pool.starmap(_write, [(town, seed) for seed in range(WRITERS)]))
    grown = _records(town) - before
    if grown != written:
        raise AssertionError(f"{written} catatan ditulis, tabel bertambah {grown}")
    return written / SECONDS


def _write(town: City, seed: int) -> int:
    chosen, written = random.Random(seed), 0
    connection = town.connect()
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM participants_participant")
        low, high = cursor.fetchone()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            cursor.execute(INSERT, [chosen.randint(low, high)])
            written += cursor.rowcount
    connection.close()
    return written


def _records(town: City) -> int:
    with town.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_stagerecord")
        return cursor.fetchone()[0]
