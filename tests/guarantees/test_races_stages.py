"""Officers at once on one person: every record is kept, one is the first, the figures agree, nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import IntegrityError, connection, connections, transaction

from foundation.errors import NeedsReason, Refused
from foundation.history import recorded_as
from offices.models import Sudin
from programs.mentoring.visiting import record_visit
from programs.permits.issuing import record_permit
from programs.shops.opening import record_shop
from records.completion import void
from records.models import StageRecord
from referrals.models import Referral, Result
from referrals.referring import close, refer
from reports.figures import rollup
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
    with recorded_as(label="uji"):
        return factories.participant(on=date(2026, 1, 5))


def visit(her, officer, day):
    with recorded_as(officer):
        return record_visit(her, visited_on=day, mentor="Ibu", place="Balai", note="Lomba", by=officer)


def officers():
    with recorded_as(label="uji"):
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
        with recorded_as(officer):
            return void(row.record, by=officer, reason="Salah")

    voids = [partial(take_back, o, row) for o, row in zip(team, made, strict=False)]
    visits = [partial(visit, her, o, date(2026, 3, 1) + timedelta(days=n)) for n, o in enumerate(team[len(made) :])]
    assert not [one for one in together(*voids, *visits) if isinstance(one, Exception)]

    (first,) = StageRecord.objects.firsts().filter(participant=her, stage="P3")
    assert first.occurred_on == date(2026, 3, 1)
    assert rollup.check().differing == 0


def second_while_open(first, second):
    """What the second of two works got, which began before the first one's was committed."""
    recorded = Event()

    def record_and_hold():
        with transaction.atomic():
            first()
            recorded.set()
            assert someone_waits_for_me()

    def follow():
        recorded.wait()
        return second()

    held, followed = together(record_and_hold, follow)
    assert held is None
    return followed


def someone_waits_for_me():
    waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(waiting)
            if cursor.fetchone():
                return True
            sleep(0.02)
    return False


def two_visits(her):
    early, late = officers()[:2]
    day = date(2026, 2, 1)
    return partial(visit, her, early, day), partial(visit, her, late, day)


def test_who_comes_while_another_records_waits_and_is_second(her):
    assert not second_while_open(*two_visits(her)).record.is_first


def test_without_the_lock_the_second_would_be_turned_away(her, monkeypatch):
    """The sabotaged twin: what the lock prevents does happen without it."""
    monkeypatch.setattr("participants.participants.ParticipantQuerySet.with_row_lock", lambda people: people)

    assert isinstance(second_while_open(*two_visits(her)), IntegrityError)


def permit(her, officer):
    told = {"kind": "nib", "number": "9120001234567", "issuer": "OSS", "issued_on": date(2026, 2, 1)}
    with recorded_as(officer):
        return record_permit(her, **told, by=officer)


def shop(her, officer):
    told = {"channel": "Tokopedia", "url": "https://www.tokopedia.com/contoh", "opened_on": date(2026, 2, 1)}
    with recorded_as(officer):
        return record_shop(her, **told, by=officer)


@pytest.mark.parametrize("record", [permit, shop])
def test_of_two_officers_recording_the_same_thing_at_once_the_second_is_told(her, record):
    early, late = officers()[:2]
    second = second_while_open(partial(record, her, early), partial(record, her, late))

    assert isinstance(second, Refused)
    assert "sudah tercatat untuk peserta ini" in second.message


def test_of_two_people_with_one_permit_number_at_once_the_second_needs_a_reason(her):
    with recorded_as(label="uji"):
        other = factories.participant(on=date(2026, 1, 5))
    early, late = officers()[:2]
    second = second_while_open(partial(permit, her, early), partial(permit, other, late))

    assert isinstance(second, NeedsReason)
    assert "sudah tercatat untuk peserta lain" in second.warnings[0]


def test_of_officers_closing_a_referral_at_once_one_does_and_the_others_learn_who(her):
    with recorded_as(label="uji"):
        until, ppkukm = date.today() + timedelta(days=9), Sudin.objects.get(pk="PPKUKM")
        by = factories.sudin_officer("PPAPP")
        referral = refer(her, "P4", to_sudin=ppkukm, reason="NIB", ends_on=until, by=by)
        officers = [factories.sudin_officer("PPKUKM") for _ in range(6)]

    def closing(officer):
        with recorded_as(officer):
            return close(referral, by=officer, result=Result.IMPOSSIBLE)

    answers = together(*(partial(closing, officer) for officer in officers))

    lost = [answer for answer in answers if isinstance(answer, Refused)]
    won = [answer for answer in answers if isinstance(answer, Referral)]
    assert (len(won), len(lost)) == (1, 5)
    assert {f"({won[0].closed_by})" in error.message for error in lost} == {True}
