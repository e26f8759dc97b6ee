"""What counts for a target: the conditions on records and the SQL beside them say the same."""

from datetime import date
from itertools import product

import pytest
from django.db import connection

from records.completion import complete, void
from records.models import Source, StageCode
from targets.models import Unit
from targets.what_counts import COUNTED, counted, of_unit, on_days
from tests import factories
from tests.factories import DURI_KEPA, TOMANG

pytestmark = pytest.mark.django_db

SPAN = (date(2023, 1, 1), date(2023, 12, 31))
PLACES = ["31.73", "31.73.05", DURI_KEPA, TOMANG, "31.71"]
LINES = [None, "PPAPP", "KPKP", "PPKUKM.UKM"]


@pytest.fixture
def city():
    """People of two lines in two kelurahan: one day before the span, first and second completions, one taken back."""
    by = factories.kelurahan_officer("31.73")
    for line, place, month in product(["PPAPP", "KPKP"], [DURI_KEPA, TOMANG], [(2022, 12), (2023, 1), (2023, 12)]):
        her = factories.participant(line, place, on=date(*month, 31), by=by)
        officer = factories.sudin_officer(line)
        for day in (date(2023, 12, 31), date(2024, 1, 1)):
            complete(her, StageCode.MENTORING, on=day, by=officer, source=Source.VISIT)
        if month == (2023, 1):
            again = [complete(her, StageCode.MENTORING, on=SPAN[1], by=officer, source=Source.VISIT) for _ in range(2)]
            void(again[0], by=officer, reason="Salah orang")


def by_sql(stage, unit, area, line) -> int:
    wanted = "(VALUES (%s, %s, %s, %s, %s::date, %s::date)) AS wanted (stage_id, unit, region_id, line_id, starts_on, ends_on)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {wanted} JOIN records_stagerecord AS record ON {COUNTED}",
            [stage, unit, area, line, *SPAN],
        )
        return cursor.fetchone()[0]


def test_conditions_and_sql_count_the_same_in_every_place_line_stage_and_unit(city):
    found = {}
    for stage, unit, area, line in product(["P1", "P3"], Unit.values, PLACES, LINES):
        rows = counted(stages=[stage], area=area, lines=[line] if line else []).filter(on_days(*SPAN), of_unit(unit))
        found[stage, unit, area, line] = (rows.count(), by_sql(stage, unit, area, line))

    assert [key for key, (here, there) in found.items() if here != there] == []
    assert found["P1", "people", "31.73", None] == (8, 8)
    assert found["P3", "people", "31.73", None] == (12, 12)
    assert found["P3", "records", "31.73", None] == (16, 16)
    assert found["P3", "records", DURI_KEPA, "PPAPP"] == (4, 4)
    assert found["P3", "records", "31.71", None] == (0, 0)
