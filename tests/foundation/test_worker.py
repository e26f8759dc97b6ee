"""A real worker on a real broker: nudged on commit, seen working."""

import time

from django.db import transaction

from foundation import nudges
from foundation.models import Pulse
from foundation.nudges import nudge


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
