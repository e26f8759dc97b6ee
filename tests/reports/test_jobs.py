"""The figures' jobs with a real worker: nudged, or found by the clock."""

import pytest
from django.urls import reverse

from foundation.history import recorded_as
from local.processes import wait_until
from offices.roles import Role
from reports.exports.models import Export, ExportState
from reports.figures.models import ProgressDelta
from tests import factories
from tests.sessions import client_of


def test_a_registration_nudges_the_fold(worker):
    with recorded_as(label="uji"):
        factories.participant()

    assert wait_until(lambda: not ProgressDelta.objects.exists(), worker)


@pytest.fixture
def media(monkeypatch, settings, tmp_path):
    """A folder for files that the worker shares; ask for it before the worker."""
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path / "media"))
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def test_an_export_is_written_by_the_worker(media, worker):
    with recorded_as(label="uji"):
        client = client_of(factories.user_with(Role.WALIKOTA))
    asked = client.post(reverse("exports:ask"), {"isi": "board", "bentuk": "xlsx"})

    export = Export.objects.get()
    assert asked.url == reverse("exports:detail", args=[export.public_id])
    assert wait_until(lambda: Export.objects.get().state == ExportState.READY, worker)
    assert (media / Export.objects.get().file.name).stat().st_size > 1000
