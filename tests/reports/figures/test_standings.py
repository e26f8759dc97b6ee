"""Standings of targets: kept for speed, compared by the check, exact at every moment whatever the worker does."""

from datetime import date

import pytest

from foundation.models import JobRun
from offices.roles import Role
from records.completion import complete, void
from records.models import Source, Stage, StageCode
from reports import tasks
from reports.board.lagging import lagging, own
from reports.figures import rollup, standings
from reports.figures.models import CheckRun, ProgressDelta, TargetStanding
from reports.figures.reading import reading
from targets import deciding
from targets.models import Target
from tests import decisions, factories
from tests.factories import TOMANG

pytestmark = pytest.mark.django_db


def registered(line, *days, **where) -> None:
    by = factories.user_with(Role.KELURAHAN, "31.73")
    for day in days:
        factories.participant(line, on=day, by=by, **where)


def standing(line, decision):
    with reading():
        found = standings.standing_of(Target.objects.filter(decision=decision, line=line))
    return [(one.result, one.percent and float(one.percent), one.behind, one.last_moved_on) for one in found]


def test_a_standing_is_result_percent_lag_and_last_move(time_machine):
    time_machine.move_to("2020-07-01T03:00:00Z", tick=False)
    decision = decisions.in_force({("PPAPP", "31.73"): 100}, due_on=date(2020, 12, 31), published_total=100)
    registered("PPAPP", date(2020, 3, 10), date(2020, 5, 4))
    registered("KPKP", date(2020, 6, 1))
    registered("PPAPP", date(2019, 6, 1))

    # 183 of 366 days have begun: the straight line asks for 50.
    assert standing("PPAPP", decision) == [(2, 2.0, 48, date(2020, 5, 4))]


def test_a_kept_row_is_read_while_it_is_true_and_counted_anew_once_anything_was_recorded():
    decision = decisions.of_2020()
    registered("PPAPP", date(2020, 3, 10))
    assert standings.roll_up() == 7
    # A wrong value in the kept row shows which of the two is read.
    TargetStanding.objects.update(result=77)
    assert standing("PPAPP", decision)[0][0] == 77

    registered("PPAPP", date(2020, 3, 11))

    assert standing("PPAPP", decision)[0][0] == 2


def test_folding_leaves_the_kept_rows_true():
    decisions.of_2020()
    registered("PPAPP", date(2020, 3, 10))
    standings.roll_up()

    assert rollup.fold() > 0
    assert ProgressDelta.objects.count() == 0
    assert standings.roll_up() == 0


def test_a_rebuild_makes_every_kept_row_out_of_date():
    decisions.of_2020()
    standings.roll_up()

    rollup.rebuild()

    assert standings.roll_up() == 7


def test_the_next_day_is_rolled_up_anew(time_machine):
    time_machine.move_to("2020-07-01T03:00:00Z", tick=False)
    decisions.of_2020()
    standings.roll_up()

    time_machine.move_to("2020-07-02T03:00:00Z", tick=False)

    assert standings.roll_up() == 7


def test_a_decision_that_is_replaced_leaves_no_standing():
    by = factories.user_with(Role.PEREKONOMIAN)
    decision = decisions.of_2020(by)
    standings.roll_up()
    successor = deciding.begin_replacement(decision, by=by)
    deciding.put_in_force(successor, successor.version, by=by, reason="Uji")

    standings.roll_up()

    assert set(TargetStanding.objects.values_list("target__decision", flat=True)) == {successor.pk}


def test_the_check_compares_the_kept_rows_and_finds_one_that_is_wrong():
    decisions.of_2020()
    registered("PPAPP", date(2020, 3, 10))
    rollup.fold()
    standings.roll_up()
    assert (rollup.check().differing, standings.differences()[0]) == (0, 7)

    TargetStanding.objects.filter(target__line="PPAPP").update(last_moved_on=date(2020, 3, 9))
    TargetStanding.objects.filter(target__line="KPKP").update(result=1)

    run = rollup.check()
    assert run.differing == 2
    assert any("realisasi 1 tercatat, 0 dihitung" in found for found in run.differences)


def test_a_voided_record_moves_the_standing_back():
    officer = factories.sudin_officer("PPAPP")
    decision = decisions.in_force({("PPAPP", "31.73"): 5}, stage=Stage.objects.get(pk="P3"), published_total=5)
    her = factories.participant("PPAPP", on=date(2020, 1, 2))
    record = complete(her, StageCode.MENTORING, on=date(2020, 2, 1), by=officer, source=Source.VISIT)
    assert standing("PPAPP", decision)[0][0] == 1

    void(record, by=officer, reason="Salah orang")

    assert standing("PPAPP", decision) == [(0, 0.0, 5, None)]


def test_who_lags_stands_with_the_farthest_first_and_only_within_reach(time_machine):
    time_machine.move_to("2020-12-15T03:00:00Z", tick=False)
    decision = decisions.in_force(
        {("PPAPP", "31.73"): 2, ("KPKP", "31.73"): 5, ("SOSIAL", "31.73"): 1}, published_total=8
    )
    registered("SOSIAL", date(2020, 3, 10))

    def seen(user):
        with reading():
            return [(name, standing.behind) for name, _, standing in lagging(user, decision)]

    assert [behind for _, behind in seen(factories.user_with(Role.WALIKOTA))] == [5, 2]
    assert [behind for _, behind in seen(factories.sudin_officer("PPAPP"))] == [2]
    assert seen(factories.sudin_officer("SOSIAL")) == []


def test_the_work_list_names_an_office_its_own_lagging_targets(time_machine):
    time_machine.move_to("2020-12-01T03:00:00Z", tick=False)
    decisions.of_2020()
    registered("PPAPP", date(2020, 3, 10), kelurahan=TOMANG)

    found = own(factories.sudin_officer("PPAPP"))

    assert [line.title for line in found.lines] == ["PPAPP, Jakarta Barat"]
    assert "1 dari 560 orang" in found.lines[0].sub
    assert "terakhir bertambah 10 Maret 2020" in found.lines[0].sub


def test_the_nightly_check_is_claimed_once_a_day_whoever_starts_it():
    tasks.check_figures()
    tasks.check_figures()

    assert CheckRun.objects.count() == JobRun.objects.filter(job="check_figures").count() == 1
