"""What is said when a disk is full; /dev/full is one."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.db import connection
from django.db.utils import OperationalError

from foundation import disk, pages
from local.paths import ROOT


def _our_disk():
    Path("/dev/full").write_text("x" * 100_000)


def _the_databases_disk():
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$")


@pytest.mark.parametrize("write", [_our_disk, _the_databases_disk])
def test_an_officer_reads_why_nothing_was_saved(rf, db, write):
    with pytest.raises((OSError, OperationalError)) as failure:
        write()

    answer = pages.failed(rf.post("/peserta/"), failure.value)

    assert answer.status_code == 503
    assert disk.FULL in answer.content.decode()


def test_another_failure_is_not_the_disks(rf):
    assert not disk.is_full(OperationalError(psycopg2.OperationalError("server closed the connection")))
    assert not disk.is_full(FileNotFoundError(2, "No such file"))


def test_a_log_that_cannot_be_written_stops_no_request():
    code = (
        "import django; django.setup(); from django.test import Client;"
        "print(Client().get('/healthz', HTTP_HOST='localhost').status_code)"
    )
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "jakpreneur.settings"},
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            check=False,
        )

    assert done.stdout == "200\n"
