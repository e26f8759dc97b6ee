"""Another key for the files of people: sealed anew under it, in no moment lost, and the old key taken out for good."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from foundation import encryption, sweeping
from foundation.errors import Refused
from foundation.files import CleanFile
from foundation.key_checks import forget
from foundation.rekeying import in_use, renew
from foundation.sealed_files import key_number
from records.completion import complete
from records.evidence import hand_over, keep
from records.models import Evidence, Source, StageCode
from tests import factories

NEWER = b"kunci lebih baru untuk rotasi.. "
CONTENT = b"bukti" * 30_000


@pytest.fixture
def old(db, settings, tmp_path, django_capture_on_commit_callbacks):
    """A file that is kept under the old key, of which a newer one has been introduced; no person is stored under it."""
    settings.MEDIA_ROOT = tmp_path
    officer, her = factories.sudin_officer("PPAPP"), factories.participant(on=date(2020, 1, 1))
    record = complete(her, StageCode.MENTORING, on=date(2026, 2, 1), by=officer, source=Source.VISIT)
    with django_capture_on_commit_callbacks(execute=True):
        file = keep(record, CleanFile(CONTENT, "image/png", ".png", "0" * 64), by=officer)
    encryption._cipher.cache_clear()
    settings.FIELD_KEYS = settings.FIELD_KEYS | {2: NEWER}
    yield file
    encryption._cipher.cache_clear()


def place_of(name):
    return Path(default_storage.path(name))


def renewed(capture):
    with capture(execute=True):
        return dict(renew())


def test_renewed_it_is_read_without_the_old_key_which_was_not_forgotten_before(
    old, settings, django_capture_on_commit_callbacks
):
    with pytest.raises(Refused, match="masih dipakai 2 baris atau berkas"):
        forget(1, using="default")

    assert renewed(django_capture_on_commit_callbacks)["records_evidence.file"] == 1

    now = Evidence.objects.get(pk=old.pk)
    assert now.file.name != old.file.name
    assert key_number(place_of(now.file.name).read_bytes()) == 2
    assert set(in_use()) == {2}
    settings.FIELD_KEYS = {2: NEWER}
    with now.file.open() as file:
        assert file.read() == CONTENT


def test_whoever_reads_the_old_one_ends_and_a_second_row_keeps_its_file(
    old, settings, django_capture_on_commit_callbacks
):
    hand_over(old.record, old.record)  # two rows, one file
    renewed(django_capture_on_commit_callbacks)
    sweeping.sweep()

    assert place_of(old.file.name).exists()
    names = set(Evidence.objects.values_list("file", flat=True))
    assert len(names) == 2
    assert {default_storage.open(name).read() for name in names} == {CONTENT}


def test_a_broken_one_stays_under_its_key_and_the_others_are_renewed(old, django_capture_on_commit_callbacks):
    place = place_of(old.file.name)
    place.write_bytes(place.read_bytes()[:-1] + b"?")

    renewed(django_capture_on_commit_callbacks)

    assert in_use() == {1: 1, 2: 1}
    assert Evidence.objects.get(pk=old.pk).file.name == old.file.name
    with pytest.raises(Refused, match="file_broken"):
        forget(1, using="default")


def test_one_that_is_away_stops_nothing(old, django_capture_on_commit_callbacks):
    place_of(old.file.name).unlink()

    renewed(django_capture_on_commit_callbacks)

    assert in_use() == {2: 1}
