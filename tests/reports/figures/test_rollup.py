"""The progress figures are what a recount of the records gives, at every moment."""

from datetime import date

import pytest
from django.db.models import Sum

from records.completion import complete, void
from records.models import Source, StageCode
from reports.figures import rollup
from reports.figures.models import Progress, ProgressDelta
from tests import factories

pytestmark = pytest.mark.django_db


def people(stage, **keys):
    return Progress.objects.filter(indicator=stage, **keys).aggregate(n=Sum("people"))["n"] or 0


def test_a_registration_counts_at_once_and_after_the_fold():
    factories.participant()

    assert people(StageCode.REGISTRATION, line="PPAPP") == 1
    assert rollup.fold() > 0
    assert ProgressDelta.objects.count() == 0
    assert people(StageCode.REGISTRATION, line="PPAPP") == 1


def test_a_person_is_counted_once_per_stage_and_her_records_each():
    officer, her = factories.sudin_officer(), factories.participant(on=date(2026, 1, 5))
    for day in (date(2026, 2, 1), date(2026, 3, 1)):
        complete(her, StageCode.MENTORING, on=day, by=officer, source=Source.VISIT)

    totals = Progress.objects.filter(indicator=StageCode.MENTORING).aggregate(p=Sum("people"), r=Sum("records"))
    assert totals == {"p": 1, "r": 2}


def test_voiding_the_first_makes_the_next_one_first():
    officer, her = factories.sudin_officer(), factories.participant(on=date(2026, 1, 5))
    early = complete(her, StageCode.MENTORING, on=date(2026, 2, 1), by=officer, source=Source.VISIT)
    late = complete(her, StageCode.MENTORING, on=date(2026, 3, 1), by=officer, source=Source.VISIT)

    void(early, by=officer, reason="Salah orang")

    late.refresh_from_db()
    assert late.is_first
    assert people(StageCode.MENTORING, month=2026 * 12 + 1) == 0
    assert people(StageCode.MENTORING, month=2026 * 12 + 2) == 1


def test_the_check_finds_no_difference_and_finds_one_that_was_made():
    factories.participant()
    rollup.fold()
    assert rollup.check().differing == 0

    from reports.figures.models import ProgressCell

    ProgressCell.objects.update(people=7)
    run = rollup.check()

    assert run.differing == 1
    assert "orang 7 tercatat, 1 dihitung" in run.differences[0]


def test_a_rebuild_mends_what_differs():
    factories.participant()
    from reports.figures.models import ProgressCell

    rollup.fold()
    ProgressCell.objects.update(records=9)

    rollup.rebuild()

    assert rollup.check().differing == 0
