"""Twenty officers at once on one person: every record is kept, exactly one is the first, and the figures agree."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from foundation.history import acting
from programs.mentoring.visiting import record_visit
from programs.records.completion import void
from programs.records.models import StageRecord
from reports import rollup
from tests import factories

OFFICERS = 20


def together(*works):
    """Run all at the same moment, each in its own thread and connection; answers what each gave or raised."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.fixture
def her(committed):
    with acting(label="uji"):
        return factories.participant(on=date(2026, 1, 5))


def visit(her, officer, day):
    with acting(officer):
        return record_visit(her, visited_on=day, mentor="Ibu", place="Balai", note="Lomba", by=officer)


def officers():
    with acting(label="uji"):
        return [factories.sudin_officer("PPAPP") for _ in range(OFFICERS)]


def test_of_twenty_officers_recording_one_stage_exactly_one_is_first(her):
    days = [date(2026, 2, 1) + timedelta(days=(7 * n) % OFFICERS) for n in range(OFFICERS)]
    visits = together(*(partial(visit, her, o, day) for o, day in zip(officers(), days, strict=True)))

    assert not [one for one in visits if isinstance(one, Exception)]
    records = StageRecord.objects.filter(participant=her, stage="P3")
    assert records.count() == OFFICERS
    assert [record.occurred_on for record in records.firsts()] == [min(days)]
    assert rollup.check().differing == 0


def test_voiding_and_recording_at_once_leave_the_earliest_valid_one_first(her):
    team = officers()
    made = [visit(her, team[0], date(2026, 2, 1) + timedelta(days=n)) for n in range(OFFICERS // 2)]

    def take_back(officer, row):
        with acting(officer):
            return void(row.record, by=officer, reason="Salah")

    voids = [partial(take_back, o, row) for o, row in zip(team, made, strict=False)]
    visits = [partial(visit, her, o, date(2026, 3, 1) + timedelta(days=n)) for n, o in enumerate(team[len(made) :])]
    assert not [one for one in together(*voids, *visits) if isinstance(one, Exception)]

    (first,) = StageRecord.objects.firsts().filter(participant=her, stage="P3")
    assert first.occurred_on == date(2026, 3, 1)
    assert rollup.check().differing == 0


def test_without_the_lock_the_race_would_be_lost(her, monkeypatch):
    """The sabotaged twin: what the lock prevents does happen without it."""
    monkeypatch.setattr("participants.people.ParticipantQuerySet.locked", lambda people: people)
    results = together(*(partial(visit, her, o, date(2026, 2, 1)) for o in officers()))

    failed = [one for one in results if isinstance(one, Exception)]
    firsts = StageRecord.objects.firsts().filter(participant=her, stage="P3").count()
    assert failed or firsts != 1
