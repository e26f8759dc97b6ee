"""A real worker on a real broker: nudged on commit, seen working."""

import time

import pytest
from celery import current_app
from django.db import transaction

from foundation import nudges
from foundation.models import Pulse
from foundation.nudges import nudge
from local.processes import wait_until


def _wait_for_pulse(seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if Pulse.objects.filter(name="worker").exists():
            return True
        time.sleep(0.1)
    return False


def test_a_nudge_wakes_the_worker(worker, monkeypatch):
    monkeypatch.setattr(nudges._Silence, "until", 0.0)
    monkeypatch.setattr(nudges._line, "producer", None)
    with transaction.atomic():
        nudge("foundation.tasks.pulse")
        assert not Pulse.objects.exists()

    assert _wait_for_pulse()
    assert nudges._Silence.until == 0.0


def test_celery_is_set_so_that_a_lost_or_doubled_message_changes_nothing():
    conf = current_app.conf

    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.task_ignore_result
    assert (conf.task_serializer, conf.accept_content) == ("json", ["json"])
    assert conf.worker_enable_remote_control
    assert conf.task_publish_retry is False
    transport = conf.broker_transport_options
    assert conf.task_time_limit < transport["visibility_timeout"]
    assert transport["socket_timeout"]
    assert transport["socket_connect_timeout"]
    assert (transport["unacked_restore_interval"], transport["unacked_restore_throttle"]) == (5, 1)


def test_everything_the_clock_starts_exists():
    current_app.loader.import_default_modules()
    for entry in current_app.conf.beat_schedule.values():
        assert entry["task"] in current_app.tasks


@pytest.mark.beat
def test_the_clock_starts_what_the_apps_registered(worker, tmp_path):
    """Beat is a process of its own: it must have the schedule that is built when the apps are ready."""
    log = tmp_path / "celery.log"

    assert wait_until(lambda: "Task reports.tasks.fold_progress" in log.read_text(), worker, seconds=60), (
        log.read_text()
    )
