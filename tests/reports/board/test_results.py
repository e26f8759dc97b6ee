"""Daily results of targets: what a recount up to each day gives, back-dated entries included."""

from datetime import date

import pytest

from foundation.models import JobRun
from records.completion import complete, void
from records.models import Source, Stage, StageCode, StageRecord
from reports import tasks
from reports.board import results
from reports.figures.models import CheckRun, TargetResult
from tests import decisions, factories
from tests.factories import DURI_KEPA, TOMANG

pytestmark = pytest.mark.django_db


def value(decision, line, day) -> int:
    return TargetResult.objects.get(target__decision=decision, target__line=line, day=day).value


def test_each_day_holds_the_result_up_to_that_day_and_back_dated_entries_find_theirs():
    decision = decisions.of_2020()
    factories.participant("PPAPP", on=date(2020, 3, 10))
    results.refresh(past=True)
    assert [value(decision, "PPAPP", date(2020, 3, day)) for day in (9, 10, 11)] == [0, 1, 1]

    factories.participant("PPAPP", TOMANG, on=date(2020, 3, 9))
    factories.participant("KPKP", TOMANG, on=date(2020, 3, 9))
    results.refresh(past=True)

    assert [value(decision, "PPAPP", date(2020, 3, day)) for day in (9, 10, 11)] == [1, 2, 2]
    assert value(decision, "KPKP", date(2020, 12, 15)) == 1
    assert not TargetResult.objects.filter(target__decision=decision, day__gt="2020-12-15").exists()


def test_every_stored_result_equals_a_recount(db):
    decision = decisions.of_2023()
    by, officer = factories.kelurahan_officer("31.73"), factories.sudin_officer("PPAPP")
    for month in range(1, 7):
        her = factories.participant("PPAPP", (DURI_KEPA, TOMANG)[month % 2], on=date(2023, month, 3), by=by)
        complete(her, StageCode.MENTORING, on=date(2023, month, 5), by=officer, source=Source.VISIT)
    results.refresh(past=True)

    rows = TargetResult.objects.filter(target__decision=decision).select_related("target")
    assert rows
    for row in rows:
        counted = StageRecord.objects.firsts().filter(
            kelurahan__code__startswith=row.target.region_id,
            stage="P1", credited_line="PPAPP", occurred_on__range=("2023-01-01", row.day)
        )  # fmt: skip
        assert row.value == counted.count()


def test_refreshing_twice_changes_nothing():
    decisions.of_2023()
    assert results.refresh(past=True) > 0
    assert results.refresh(past=True) == 0


def test_a_voided_record_leaves_its_day():
    officer = factories.sudin_officer("PPAPP")
    stage = Stage.objects.get(pk="P3")
    decision = decisions.in_force({("PPAPP", "31.73"): 5}, stage=stage, published_total=5)
    her = factories.participant("PPAPP", on=date(2020, 1, 2))
    record = complete(her, StageCode.MENTORING, on=date(2020, 2, 1), by=officer, source=Source.VISIT)
    results.refresh(past=True)
    assert value(decision, "PPAPP", date(2020, 2, 1)) == 1

    void(record, by=officer, reason="Salah orang")
    results.refresh(past=True)

    assert value(decision, "PPAPP", date(2020, 2, 1)) == 0


def test_the_nightly_check_is_claimed_once_a_day_whoever_starts_it():
    tasks.check_figures()
    tasks.check_figures()

    assert CheckRun.objects.count() == JobRun.objects.filter(job="check_figures").count() == 1
