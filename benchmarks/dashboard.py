"""Dashboard figures as the portal counts them, against counting the records live: a city, a year, by three keys."""

import time
from collections.abc import Callable
from datetime import date

from benchmarks.city import City
from benchmarks.figures import Ratio

PAIRS = 15
CITY, YEAR = "31.73", 2020
BY = ("kecamatan", "line", "stage")

LIVE = """
SELECT left(kelurahan_id, 8), credited_line_id, stage_id,
       count(*) FILTER (WHERE is_first), count(*)
FROM records_stagerecord
WHERE kelurahan_id LIKE %(city)s || '%%' AND month BETWEEN %(year)s * 12 AND %(year)s * 12 + 11 AND voided_at IS NULL
GROUP BY 1, 2, 3
"""


def measure(town: City) -> list[Ratio]:
    """Pairs of both ways, each pair in one snapshot; every figure of both must be the same."""
    town.open()
    from reports.figures.reading import reading

    live, ours, figures = [], [], _of_the_portal()
    for _ in range(PAIRS):
        with reading():
            counted, seconds = _timed(_live)
            live.append(seconds)
            kept, seconds = _timed(figures)
            ours.append(seconds)
        if counted != kept:
            raise AssertionError("Angka dasbor berbeda dengan hitungan langsung.")
    return [Ratio("Angka dasbor, kota dan tahun 2020 (hitungan langsung : kami)", live, ours, "s", 10, at_least=True)]


def _of_the_portal() -> Callable[[], dict]:
    """What the dashboard of a whole city asks, for an officer who sees it."""
    from foundation.history import recorded_as
    from offices.models import Duty, User
    from offices.roles import Role
    from reports.figures.counting import count
    from reports.figures.question import Question
    from reports.figures.spans import Span

    begun, ended = date(YEAR, 1, 1), date(YEAR, 12, 31)
    with recorded_as(label="tolok ukur"):
        user = User.objects.create(username="tolok.ukur", full_name="Tolok Ukur")
        Duty.objects.create(user=user, role=Role.PEREKONOMIAN, region_id=CITY, starts_on=begun)
    question = Question(Span(begun, ended), CITY)
    return lambda: {
        key: (found.people, found.records) for key, found in count(user, question, *BY).items() if found.records
    }


def _live() -> dict:
    from django.db import connections

    from reports.figures.reading import READER

    with connections[READER].cursor() as cursor:
        cursor.execute(LIVE, {"city": CITY, "year": YEAR})
        return {tuple(row[:3]): tuple(row[3:]) for row in cursor.fetchall()}


def _timed(counted: Callable[[], dict]) -> tuple[dict, float]:
    begun = time.perf_counter()
    found = counted()
    return found, time.perf_counter() - begun
