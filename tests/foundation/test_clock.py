"""The clock's own sign of life."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import connections
from django.utils import timezone

from foundation.clock import Clock
from foundation.models import Pulse
from jakpreneur import celery  # noqa: F401 -- makes it the current app


@pytest.fixture
def clock(tmp_path):
    clock = Clock(current_app, schedule_filename=str(tmp_path / "beat"))
    yield clock
    clock.close()


def _send(clock):
    entry = clock.Entry(name="pulse", task="foundation.tasks.pulse", schedule=timedelta(minutes=1), app=current_app)
    return clock.apply_async(entry, advance=False)


def test_what_the_clock_sent_is_its_sign_of_life(client, committed, clock):
    _send(clock)

    assert client.get("/readyz").json()["checks"]["clock"]["ok"]


def test_the_clock_notes_itself_rarely(committed, clock):
    _send(clock)
    Pulse.objects.all().delete()
    _send(clock)

    assert not Pulse.objects.exists()


def test_without_a_database_the_clock_ticks_on(committed, clock):
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = "tidak_ada"

    assert _send(clock) is not None


def test_a_silent_clock_is_said_and_blames_nobody_else(client, db):
    long_ago = timezone.now() - timedelta(minutes=20)
    for name in ("clock", "worker"):
        Pulse.objects.create(name=name, at=long_ago)
    checks = client.get("/readyz").json()["checks"]

    assert not checks["clock"]["ok"]
    assert checks["worker"]["ok"]


def test_a_worker_that_leaves_work_undone_is_said(client, db):
    Pulse.objects.create(name="clock", at=timezone.now())
    Pulse.objects.create(name="worker", at=timezone.now() - timedelta(minutes=20))
    checks = client.get("/readyz").json()["checks"]

    assert checks["clock"]["ok"]
    assert not checks["worker"]["ok"]
