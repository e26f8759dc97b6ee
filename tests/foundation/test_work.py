import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from foundation import nudges, work
from foundation.errors import Refused
from foundation.models import JobRun, Work
from foundation.nudges import nudge
from offices.models import Sudin


def _rename(piece):
    Sudin.objects.filter(pk=piece.subject).update(name="dikerjakan")


def test_work_exists_exactly_if_its_transaction_commits(db):
    with pytest.raises(Refused), transaction.atomic():
        work.enqueue("uji", "PPAPP")
        raise Refused("tidak")
    assert not Work.objects.exists()


def test_a_piece_is_done_once(db):
    work.enqueue("uji", "PPAPP")

    assert work.drain("uji", _rename) == 1
    assert work.drain("uji", _rename) == 0
    assert Sudin.objects.get(pk="PPAPP").name == "dikerjakan"


def test_a_failed_piece_leaves_nothing_behind_and_is_tried_later(db):
    def half(piece):
        _rename(piece)
        raise Refused("rahasia: Siti")

    work.enqueue("uji", "PPAPP")
    assert work.drain("uji", half) == 0

    piece = Work.objects.get()
    assert (piece.done_at, piece.attempts, piece.error) == (None, 1, "Refused")
    assert piece.due_at > timezone.now()
    assert Sudin.objects.get(pk="PPAPP").name != "dikerjakan"


def test_after_ten_failures_a_piece_rests(db):
    work.enqueue("uji", "PPAPP")
    Work.objects.update(attempts=work.MOST_ATTEMPTS, due_at=timezone.now() - timedelta(days=1))
    assert work.drain("uji", _rename) == 0


def test_a_piece_that_kills_its_worker_waits_and_lets_the_next_one_through(committed):
    class Killed(BaseException):
        """What no handler of failures sees, as the end of a process."""

    def deadly(piece):
        _rename(piece)
        raise Killed

    work.enqueue("uji", "PPAPP")
    with pytest.raises(Killed):
        work.drain("uji", deadly)
    work.enqueue("uji", "SOSIAL")

    assert work.drain("uji", _rename) == 1
    killer = Work.objects.get(subject="PPAPP")
    assert (killer.done_at, killer.attempts) == (None, 1)
    assert Sudin.objects.get(pk="PPAPP").name != "dikerjakan"


def test_a_piece_rests_once_its_tenth_try_failed(db):
    def fails(piece):
        raise Refused("tidak")

    work.enqueue("uji", "PPAPP")
    Work.objects.update(attempts=work.MOST_ATTEMPTS - 1)
    assert not work.given_up("uji").exists()

    work.drain("uji", fails)

    assert work.given_up("uji").get().error == "Refused"


def test_a_piece_may_leave_the_database_alone_for_longer_than_a_page_may(committed):
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '100ms'")
    work.enqueue("uji", "PPAPP")

    assert work.drain("uji", lambda piece: time.sleep(0.5)) == 1


def test_two_workers_never_do_the_same_piece(committed):
    for number in range(20):
        work.enqueue("uji", str(number))
    done, start = [], Barrier(4)

    def run(_):
        try:
            start.wait()
            return work.drain("uji", lambda piece: done.append(piece.subject))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(run, range(4)))

    assert sum(counts) == 20
    assert sorted(done, key=int) == [str(number) for number in range(20)]


def test_a_job_runs_once_in_a_period_however_many_clocks_there_are(db):
    answers = []
    for period in ("2026-01-01", "2026-01-01", "2026-01-02"):
        with work.run_of("rekap", period) as mine:
            answers.append(mine)
    assert answers == [True, False, True]


def test_a_job_that_fails_may_run_again_in_its_period(db):
    with pytest.raises(Refused), work.run_of("rekap", "2026-01-01"):
        raise Refused("tidak")
    assert not JobRun.objects.exists()


@pytest.fixture
def hung_broker(monkeypatch, committed):
    """A Redis that takes connections and never says a word."""
    import socket

    from celery import current_app

    monkeypatch.setattr(nudges._Silence, "until", 0.0)
    monkeypatch.setattr(nudges._line, "producer", None)
    with socket.create_server(("127.0.0.1", 0)) as door:
        monkeypatch.setattr(current_app.conf, "broker_write_url", f"redis://127.0.0.1:{door.getsockname()[1]}/0")
        yield


def test_a_hung_redis_delays_one_request_briefly_and_the_next_not_at_all(hung_broker):
    """Half a second on a quiet machine, where a client without time-outs waits for good."""

    def save():
        started = time.monotonic()
        with transaction.atomic():
            Sudin.objects.filter(pk="PPAPP").update(name=f"n{started}")
            nudge("foundation.tasks.pulse")
        return time.monotonic() - started

    first, second = save(), save()

    assert first < 10
    assert second < min(first, 0.5)


def test_a_nudge_is_sent_only_after_commit_and_a_lost_one_breaks_nothing(hung_broker):
    with pytest.raises(Refused), transaction.atomic():
        nudge("foundation.tasks.pulse")
        raise Refused("tidak")
    assert nudges._Silence.until == 0.0
