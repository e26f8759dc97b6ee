"""Dashboard figures against counting the records live: a city, a year, by kecamatan, line and stage."""

import time

from benchmarks.city import City
from benchmarks.figures import Ratio

PAIRS = 15

OURS = """
SELECT left(kelurahan_id, 8), line_id, stage_id, sum(people), sum(records)
FROM reports_progress
WHERE kelurahan_id LIKE '31.73%%' AND month BETWEEN %(year)s * 12 AND %(year)s * 12 + 11
GROUP BY 1, 2, 3
HAVING sum(records) <> 0
ORDER BY 1, 2, 3
"""
LIVE = """
SELECT left(kelurahan_id, 8), credited_line_id, stage_id,
       count(*) FILTER (WHERE is_first), count(*)
FROM programs_stagerecord
WHERE kelurahan_id LIKE '31.73%%' AND month BETWEEN %(year)s * 12 AND %(year)s * 12 + 11 AND voided_at IS NULL
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
"""


def measure(town: City) -> Ratio:
    """Pairs of the two queries; every row of both must be the same."""
    live, ours = [], []
    with town.connect() as connection, connection.cursor() as cursor:
        for _ in range(PAIRS):
            counted, seconds = _timed(cursor, LIVE)
            live.append(seconds)
            kept, seconds = _timed(cursor, OURS)
            ours.append(seconds)
            if counted != kept:
                raise AssertionError("Angka dasbor berbeda dengan hitungan langsung.")
    return Ratio("Angka dasbor, kota dan tahun 2020 (hitungan langsung : kami)", live, ours, "s", 10, at_least=True)


def _timed(cursor, query: str) -> tuple[list, float]:
    begun = time.perf_counter()
    cursor.execute(query, {"year": 2020})
    rows = cursor.fetchall()
    return rows, time.perf_counter() - begun
