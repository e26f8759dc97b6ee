"""A file is kept exactly if its row is: rolled back, tried again, killed before COMMIT or between COMMIT and the move."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import OperationalError, connection, transaction

from foundation import sweeping
from foundation.files import CleanFile
from foundation.history import recorded_as
from foundation.sealed_files import SealedStorage
from foundation.storage import STAGING, KeptStorage
from foundation.sweeping import file_fields, settle_staged, sweep
from local.paths import ROOT
from records.completion import complete
from records.evidence import keep
from records.models import Evidence, Source, StageCode
from tests import factories

CONTENT = b"isi bukti"
UPLOAD = CleanFile(CONTENT, "image/png", ".png", "0" * 64)
KILLED = """
import os, signal, sys, django
django.setup()
from django.db import transaction
from foundation.history import recorded_as
from records.models import StageRecord
from tests.foundation.test_storage import UPLOAD
from records.evidence import keep

def die():
    os.kill(os.getpid(), signal.SIGKILL)

with recorded_as(label="uji"):
    record = StageRecord.objects.get(stage="P3")
    if sys.argv[1] == "after":
        transaction.on_commit(die)
    keep(record, UPLOAD, by=record.recorded_by)
    if sys.argv[1] == "before":
        die()
"""


@pytest.fixture
def media(settings, tmp_path, monkeypatch):
    """A folder of one's own, for this process and those it starts."""
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path / "media"))
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def record(committed, media):
    with recorded_as(label="uji"):
        officer = factories.sudin_officer("PPAPP")
        her = factories.participant(on=date(2026, 1, 5))
        return complete(her, StageCode.MENTORING, on=date(2026, 2, 1), by=officer, source=Source.VISIT)


def kept(record):
    """Keep a file with the record, in the transaction around."""
    return keep(record, UPLOAD, by=record.recorded_by)


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def aged(folder, hours=25):
    """Let everything below have been written that long ago."""
    moment = time.time() - hours * 3600
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))


def read(evidence):
    with evidence.file.open("rb") as content:
        return content.read()


def test_a_file_lies_aside_until_commit_and_can_be_read_all_along(record, media):
    with recorded_as(label="uji"):
        evidence = kept(record)
        assert files(media) == [f"{STAGING}/{evidence.file.name}"]
        assert read(evidence) == CONTENT

    assert files(media) == [evidence.file.name]
    assert read(Evidence.objects.get()) == CONTENT
    assert Path(evidence.file.path).stat().st_mode & 0o777 == 0o640


def test_what_an_exception_undoes_is_swept_after_a_day_and_not_before(record, media):
    with pytest.raises(RuntimeError), recorded_as(label="uji"):
        kept(record)
        raise RuntimeError

    aged(media, hours=23)
    assert (sweep(), len(files(media))) == (0, 1)
    aged(media)
    assert (sweep(), files(media)) == (1, [])


def test_a_refusal_inside_a_larger_transaction_moves_nothing(record, media):
    with recorded_as(label="uji"):
        with pytest.raises(RuntimeError), transaction.atomic():
            kept(record)
            raise RuntimeError
        mine = kept(record)

    assert [name for name in files(media) if not name.startswith(STAGING)] == [mine.file.name]


def test_a_transaction_tried_again_keeps_one_file(record, media):
    for last in (False, True):
        try:
            with recorded_as(label="uji"):
                kept(record)
                if not last:
                    with connection.cursor() as cursor:
                        cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$")
        except OperationalError:
            assert not last
    aged(media)
    sweep()

    assert files(media) == [Evidence.objects.get().file.name]


def killed(when):
    done = subprocess.run([sys.executable, "-c", KILLED, when], cwd=ROOT, env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL


def test_killed_before_commit_nothing_remains_after_a_day(record, media):
    killed("before")

    assert not Evidence.objects.exists()
    assert len(files(media)) == 1
    assert settle_staged() == 0
    aged(media)
    assert (sweep(), files(media)) == (1, [])


def test_killed_between_commit_and_move_it_is_read_and_then_moved(record, media):
    killed("after")

    evidence = Evidence.objects.get()
    assert files(media) == [f"{STAGING}/{evidence.file.name}"]
    assert read(evidence) == CONTENT
    assert settle_staged() == 1
    assert files(media) == [evidence.file.name]
    assert read(Evidence.objects.get()) == CONTENT
    assert settle_staged() == 0


def test_the_sweep_moves_what_is_named_before_it_deletes(record, media):
    killed("after")
    aged(media)

    assert (sweep(), files(media)) == (0, [Evidence.objects.get().file.name])


def test_a_disk_that_refuses_the_move_is_logged_and_loses_nothing(record, media, caplog):
    media.mkdir(exist_ok=True)
    (media / "evidence").write_text("di sini seharusnya folder")
    with recorded_as(label="uji"):
        evidence = kept(record)

    assert read(Evidence.objects.get()) == CONTENT
    assert "file_not_moved" in caplog.text
    (media / "evidence").unlink()
    assert settle_staged() == 1
    assert evidence.file.name in files(media)


def test_a_deletion_that_is_rolled_back_deletes_nothing(record, media):
    with recorded_as(label="uji"):
        evidence = kept(record)
    with pytest.raises(RuntimeError), recorded_as(label="uji"):
        Evidence.objects.get().file.delete(save=False)
        raise RuntimeError
    assert read(evidence) == CONTENT

    with recorded_as(label="uji"):
        Evidence.objects.get().file.delete(save=False)
    assert files(media) == []


def test_files_of_another_database_are_left_alone(committed, media, monkeypatch):
    monkeypatch.setattr(sweeping, "MOST_UNNAMED", 2)
    for number in range(3):
        default_storage.save(f"evidence/{number}.pdf", ContentFile(CONTENT))
    aged(media)

    assert (sweep(), len(files(media))) == (0, 3)


def test_every_file_field_of_the_project_is_kept_so():
    named = {f"{field.model._meta.label}.{field.name}" for field in file_fields()}
    assert named >= {"records.Evidence.file", "reports.Export.file"}
    assert all(isinstance(field.storage, SealedStorage) for field in file_fields())


@pytest.mark.parametrize("other", [FileSystemStorage, KeptStorage])
def test_a_field_with_a_storage_of_its_own_does_not_start(monkeypatch, other):
    monkeypatch.setattr(Evidence._meta.get_field("file"), "storage", other())
    assert [error.id for error in run_checks(tags=["files"])] == ["foundation.E003"]
