"""An export for which the disk has no room fails at once, says why, and leaves nothing half."""

import os
import resource
import subprocess
import sys
from datetime import date

import pytest
from django.urls import reverse

from foundation.history import recorded_as
from local.paths import ROOT
from offices.roles import Role
from reports.exports.models import Export, ExportState
from tests import factories
from tests.sessions import client_of

WRITE = "import django; django.setup(); from reports.exports import exporting; print(exporting.write_waiting())"


def smallest_files():
    """No file of this process may grow beyond 100 bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_it_fails_with_its_reason_and_nothing_of_it_stays(committed, tmp_path, form):
    with recorded_as(label="uji"):
        by = factories.user_with(Role.KELURAHAN, "31.73")
        for number in range(3):
            factories.participant("PPAPP", on=date(2022, 11, 5), by=by, name=f"Orang {number}")
        client = client_of(factories.user_with(Role.CAMAT, "31.73.05"))
    span = "mulai=17/10/2022&sampai=24/03/2023"
    client.post(reverse("exports:ask"), {"isi": "board", "bentuk": form, "saringan": span})

    env = os.environ | {"DJANGO_SETTINGS_MODULE": "jakpreneur.settings", "MEDIA_ROOT": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-B", "-c", WRITE],
        cwd=ROOT,
        env=env,
        check=True,
        preexec_fn=smallest_files,
        capture_output=True,
    )

    export = Export.objects.get()
    page = client.get(reverse("exports:detail", args=[export.public_id])).content.decode()
    assert (export.state, export.file.name) == (ExportState.FAILED, "")
    assert "Penyimpanan portal penuh" in page
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
