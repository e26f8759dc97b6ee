"""How it is seen that a part works: real servers, stopped and silent ones."""

import signal
import socket
import time
from contextlib import closing

import psycopg2
import pytest

from local import parts, trial
from local.home import passing
from local.parts import PAUSES, Part
from local.postgres import SUPERUSER, Postgres
from local.processes import is_stopped, spawn, stop
from local.saying import Halt
from local.signs import Pulses, Sign, database_answers, web_answers


def _within(seconds, condition):
    limit = time.monotonic() + seconds
    while not condition() and time.monotonic() < limit:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def sleeper(tmp_path):
    part = Part("Uji", lambda: spawn(["sleep", "60"], log=tmp_path / "log", env={"PATH": "/bin"}, cwd=tmp_path))
    part.process = part.start()
    yield part
    if part.process:
        stop(part.process)


def test_a_part_without_a_sign_of_work_is_killed_and_started_again(sleeper, capsys):
    sleeper.sign = Sign(lambda: False, patience=0.3)
    sleeper.forgive()
    first = sleeper.process

    assert _within(3, lambda: sleeper.look_after() or sleeper.process is not first)
    assert first.returncode == -signal.SIGKILL
    assert sleeper.process.poll() is None
    assert "Uji tidak bekerja lagi dan dimulai lagi." in capsys.readouterr().out


def test_a_part_that_is_stopped_for_long_is_killed_and_one_that_goes_on_is_not(sleeper, monkeypatch):
    monkeypatch.setattr(parts, "LONGEST_STOP", 0.5)
    first = sleeper.process
    first.send_signal(signal.SIGSTOP)
    assert _within(1, lambda: is_stopped(first.pid))
    sleeper.look_after()
    first.send_signal(signal.SIGCONT)
    time.sleep(0.6)
    sleeper.look_after()
    assert sleeper.process is first

    first.send_signal(signal.SIGSTOP)
    assert _within(3, lambda: sleeper.look_after() or sleeper.process is not first)


def test_a_part_that_keeps_ending_is_tried_again_ever_more_seldom_and_never_given_up(sleeper, tmp_path, capsys):
    stop(sleeper.process)
    sleeper.start = lambda: spawn(["true"], log=tmp_path / "log", env={"PATH": "/bin"}, cwd=tmp_path)
    for _ in PAUSES * 2:
        sleeper.process.wait()
        sleeper.look_after()
        pause, sleeper.again_at = sleeper.again_at - time.monotonic(), 0
        sleeper.look_after()

    assert pause == pytest.approx(PAUSES[-1], abs=0.5)
    assert "Uji berhenti sendiri dan dimulai lagi dalam 10 detik; lihat var/log/." in capsys.readouterr().out


def test_a_part_that_cannot_be_started_is_said_and_tried_again(sleeper, capsys):
    def refuses():
        raise Halt("tidak ada programnya")

    begin, sleeper.start = sleeper.start, refuses
    stop(sleeper.process)
    sleeper.look_after()
    sleeper.look_after()
    assert "belum dapat dimulai lagi (tidak ada programnya)" in capsys.readouterr().out

    sleeper.start, sleeper.again_at = begin, 0
    sleeper.look_after()
    assert sleeper.process.poll() is None


def test_what_the_watcher_missed_is_held_against_nobody(sleeper):
    sleeper.sign = Sign(lambda: False, patience=0.3)
    sleeper.sign.seen -= 60
    sleeper.forgive()

    assert not sleeper.is_stuck


def test_a_database_that_is_stopped_does_not_answer_and_one_that_refuses_does(tmp_path):
    server = Postgres(passing(), durable=False)
    url = server.url(SUPERUSER, "postgres")
    assert not database_answers(url)
    server.start(tmp_path / "log")
    try:
        assert database_answers(url)
        assert database_answers(server.url("nobody_of_that_name", "postgres"))
        server.process.send_signal(signal.SIGSTOP)
        assert not database_answers(url)
    finally:
        server.process.send_signal(signal.SIGCONT)
        server.stop()


def test_a_web_server_that_takes_a_connection_and_says_nothing_does_not_answer():
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"http://127.0.0.1:{door.getsockname()[1]}/healthz"
        began = time.monotonic()
        assert not web_answers(address)
    assert time.monotonic() - began < 12
    assert not web_answers(address)


@pytest.fixture
def pulses(committed):
    with closing(psycopg2.connect(committed[trial.APP])) as line:
        line.autocommit = True
        yield Pulses(committed[trial.APP], "Pekerja"), line.cursor().execute


def _note(run, name, ago="0 s"):
    run(
        "INSERT INTO foundation_pulse (name, at) VALUES (%s, clock_timestamp() - %s::interval)"
        " ON CONFLICT (name) DO UPDATE SET at = excluded.at",
        [name, ago],
    )


def test_a_worker_that_does_no_task_while_tasks_are_sent_does_not_work(pulses):
    watched, run = pulses
    _note(run, "clock")
    _note(run, "worker")
    assert [watched.worker_works(), watched.worker_works()] == [True, False]

    _note(run, "worker")
    assert watched.worker_works()


def test_a_worker_at_a_long_task_works_and_so_does_one_of_which_nothing_is_asked(pulses, committed):
    watched, run = pulses
    _note(run, "clock", "1 min")
    assert [watched.worker_works(), watched.worker_works()] == [True, True]

    _note(run, "clock")
    with closing(psycopg2.connect(committed[trial.APP], application_name="Pekerja")) as busy:
        busy.cursor().execute("SELECT 1")
        assert watched.worker_works()


def test_a_clock_that_sends_nothing_does_not_tick_and_nobody_is_blamed_while_the_database_is_away(pulses):
    watched, run = pulses
    _note(run, "clock")
    assert [watched.clock_ticks(), watched.clock_ticks()] == [True, False]
    _note(run, "clock")
    assert watched.clock_ticks()

    watched.url = watched.url.replace("?", "_tidak_ada?")
    assert [watched.clock_ticks(), watched.worker_works()] == [True, True]
