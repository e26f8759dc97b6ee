"""Guarantee 2: figures cannot drift, whatever officers, imports and workers do at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

import psycopg2
import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.errors import Refused
from foundation.history import recorded_as
from records.completion import complete, complete_many, void
from records.models import Source, StageCode, StageRecord
from reports.figures import rollup
from tests import factories

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


def bulk_write(person, stage, on, officer):
    """What an import would do: rows in one statement, past the verbs."""
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
