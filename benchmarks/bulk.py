"""50.000 records in one statement, with the roll-up over without."""

import time

from benchmarks.city import City
from benchmarks.figures import Ratio

ROWS, PAIRS = 50_000, 6

# Of a stage that everybody has reached, on a day after it: so the marks of first completions stay true.
INSERT = f"""
INSERT INTO records_stagerecord (public_id, participant_id, stage_id, occurred_on, kelurahan_id, credited_line_id,
    source, note, reason, recorded_at, recorded_by_id, void_reason, is_first)
SELECT gen_random_uuid(), id, 'P1', greatest(registered_on, current_date - (id %% 365)::int), kelurahan_id, line_id,
       'import', '', '', now(), registered_by_id, '', false
FROM participants_participant ORDER BY id OFFSET %s LIMIT {ROWS}
"""


def measure(town: City) -> list[Ratio]:
    """Pairs of the same statement over the same people, with and without."""
    seconds = town.with_and_without_rollup(lambda pair: _seconds(town, pair), PAIRS)
    return [Ratio("50.000 catatan dalam satu perintah", *seconds, unit="s", limit=1.15, at_least=False)]


def _seconds(town: City, pair: int) -> float:
    offset = pair * ROWS % (town.participants - ROWS)
    with town.connect() as connection, connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(INSERT, [offset])
        taken = time.perf_counter() - begun
        if cursor.rowcount != ROWS:
            raise AssertionError(f"{cursor.rowcount} catatan ditulis")
        return taken
