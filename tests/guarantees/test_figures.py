"""Guarantee 2: figures cannot drift, whatever officers, imports and workers do at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import psycopg2
import pytest
from django.db import connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.errors import Refused
from foundation.history import recorded_as
from offices.models import User
from offices.roles import Role
from records.completion import complete, complete_many, lock_people, void
from records.firsts import settle_firsts
from records.models import Source, Stage, StageCode, StageRecord
from reports.board.scoreboard import Board
from reports.board.trend import trend
from reports.figures import rollup, standings
from reports.figures.models import TargetStanding
from reports.figures.question import Question
from reports.figures.reading import READER, reading
from reports.figures.spans import Span
from targets.models import Target, Unit
from targets.sums import TargetTable
from tests import decisions, factories

WRITERS = 4
STAGES = [StageCode.MENTORING, StageCode.PERMIT, StageCode.MARKETING]
LINES = ["PPAPP", "SOSIAL"]

people, days = st.integers(0, 11), st.integers(0, 400)
stages = st.sampled_from(STAGES)
operations = st.one_of(
    st.tuples(st.just("complete"), people, stages, days),
    st.tuples(st.just("many"), st.sets(people, min_size=1, max_size=6), stages, days),
    st.tuples(st.just("void"), people, stages, st.integers(0, 3)),
    st.tuples(st.just("bulk"), people, stages, days),
)
plans = st.lists(st.lists(operations, min_size=3, max_size=10), min_size=WRITERS, max_size=WRITERS)


@pytest.fixture
def city(committed):
    """Twelve people of two sudin, and an officer who may record for all of them."""
    with recorded_as(label="uji"):
        officer = factories.sudin_officer("PPAPP")
        factories.give(officer, "sudin", sudin="SOSIAL")
        registrar = factories.kelurahan_officer()
        everyone = [
            factories.participant(LINES[n % 2], on=date(2025, 1, 1) + timedelta(days=n * 9), by=registrar)
            for n in range(12)
        ]
    return officer, everyone


def perform(operation, officer, everyone):
    """One random deed; a refusal is an answer like any other."""
    kind, whom, stage, number = operation
    on = date(2025, 1, 1) + timedelta(days=number)
    deed = {"on": on, "by": officer, "source": Source.JOINT, "reason": "Uji"}
    try:
        with recorded_as(officer):
            if kind == "complete":
                complete(everyone[whom], stage, **deed)
            elif kind == "many":
                complete_many([everyone[n] for n in whom], stage, **deed)
            elif kind == "void":
                records = StageRecord.objects.valid().filter(participant=everyone[whom], stage=stage)
                if found := list(records[number : number + 1]):
                    void(found[0], by=officer, reason="Uji")
            else:
                bulk_write(everyone[whom], stage, on, officer)
    except Refused:
        return 0
    return 1


@transaction.atomic
def bulk_write(person, stage, on, officer):
    """What an import would do: rows in one statement, past the verbs but under the person's lock, as all who write."""
    lock_people([person.pk])
    StageRecord.objects.bulk_create(
        StageRecord(
            participant=person,
            stage_id=stage,
            occurred_on=on + timedelta(days=n),
            kelurahan_id=person.kelurahan_id,
            credited_line_id=person.line_id,
            source=Source.IMPORT,
            recorded_by=officer,
        )
        for n in range(3)
    )
    settle_firsts([person.pk], stage, at=timezone.now())


def run(plan, officer, everyone):
    """Writers side by side with a folder and a reader; answers the deeds done and the cells found wrong meanwhile."""
    done, wrong = Event(), []

    def write(deeds):
        try:
            return sum(perform(deed, officer, everyone) for deed in deeds)
        finally:
            connections.close_all()

    def fold_and_compare():
        try:
            while not done.is_set():
                rollup.fold(limit=3)
                wrong.extend(rollup.differences()[1])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        watcher = threads.submit(fold_and_compare)
        try:
            deeds = sum(threads.map(write, plan))
        finally:
            done.set()
        watcher.result()
    return deeds, wrong


def test_every_cell_equals_a_recount_during_and_after_random_writes(city):
    officer, everyone = city

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(plan=plans)
    def every_cell_is_right(plan):
        _, wrong = run(plan, officer, everyone)

        assert wrong == []
        assert rollup.differences()[1] == []
        rollup.fold()
        assert rollup.differences()[1] == []

    every_cell_is_right()


def test_with_a_trigger_off_the_comparison_turns_red(city, committed):
    """The sabotaged twin: without the insert trigger the same check must find differences."""
    officer, everyone = city
    with psycopg2.connect(committed["jakpreneur_owner"]) as owner, owner.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_count_insert%'")
        cursor.execute(f"ALTER TABLE records_stagerecord DISABLE TRIGGER {cursor.fetchone()[0]}")
    owner.close()

    run([[("complete", n, StageCode.PERMIT, n) for n in range(3)]] * WRITERS, officer, everyone)

    assert rollup.differences()[1] != []


def recounted(question):
    """What the records say, in plain Python: every valid record of the question, read one by one."""
    found = StageRecord.objects.filter(voided_at=None, stage=question.stage).values_list(
        "credited_line_id", "kelurahan_id", "occurred_on", "is_first"
    )
    return sum(
        (is_first or question.unit == Unit.RECORDS)
        and line.startswith(question.lines or ("",))
        and place.startswith(question.area)
        and question.span.starts_on <= day <= question.span.ends_on
        for line, place, day, is_first in found
    )


@pytest.fixture
def watched(city):
    """Decisions about what the writers write: people and records, whole months and cut ones, an officer who sees all."""
    with recorded_as(label="uji"):
        by = factories.user_with(Role.PEREKONOMIAN)
        cells = {(line, "31.73"): 20 for line in LINES}
        about = {
            ("P3", "people"): (date(2025, 1, 1), date(2025, 12, 31)),
            ("P4", "records"): (date(2025, 2, 11), date(2025, 11, 20)),
            ("P5", "records"): (date(2025, 3, 5), date(2025, 3, 28)),
        }
        made = [
            decisions.in_force(
                cells, by=by, stage=Stage.objects.get(pk=stage), unit=unit, starts_on=starts_on, due_on=due_on,
                published_total=40,
            )
            for (stage, unit), (starts_on, due_on) in about.items()
        ]  # fmt: skip
    return by, made


def curves_and_standings(by, made):
    """Each point and each standing as the pages show them, beside its recount."""
    by = User.objects.get(pk=by.pk)
    with reading():
        for decision in made:
            table = TargetTable.of(decision, using=READER)
            question = Question(
                span=Span(decision.starts_on, decision.due_on), area="31.73", stage=decision.stage_id,
                unit=decision.unit, lines=table.line_codes, decision=decision,
            )  # fmt: skip
            for point in trend(by, Board(by, question, table)):
                if point.question:
                    yield point.result, recounted(point.question)
            for standing in standings.standing_of(Target.objects.filter(decision=decision)):
                yield standing.result, recounted(Question.about(standing.target))


def test_every_point_of_a_curve_and_every_standing_equals_a_recount_after_random_writes_with_the_worker_dead(
    city, watched
):
    officer, everyone = city

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(plan=plans, folds=st.booleans())
    def all_are_right(plan, folds):
        standings.roll_up()
        with ThreadPoolExecutor(WRITERS) as threads:
            list(threads.map(lambda deeds: [perform(deed, officer, everyone) for deed in deeds], plan))
        if folds:
            rollup.fold(limit=3)

        compared = list(curves_and_standings(*watched))

        assert len(compared) > 40
        assert [pair for pair in compared if pair[0] != pair[1]] == []
        standings.roll_up()
        assert standings.differences() == (6, [])

    all_are_right()


def test_with_standings_that_outlive_their_version_the_comparison_turns_red(city, watched, monkeypatch):
    """The sabotaged twin: a version that never rises lets kept rows pass for true."""
    officer, everyone = city
    standings.roll_up()
    TargetStanding.objects.update(version=0)
    monkeypatch.setattr(standings, "VERSION", "SELECT 0")

    assert perform(("complete", 0, StageCode.MENTORING, 100), officer, everyone)

    assert any(shown != counted for shown, counted in curves_and_standings(*watched))
