"""Evidence: clean files only, added by whoever may record, read by whoever may see the person, also when voided."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participants.access_log import AccessEntry, AccessKind
from records.completion import complete, void
from records.models import Source, StageCode, StageRecord
from tests import factories
from tests.api.calls import calls_as
from tests.programs.stage_forms import EARLIER, png
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def record(officer):
    her = factories.participant(on=EARLIER)
    return complete(her, StageCode.MENTORING, on=date(2026, 2, 1), by=officer, source=Source.VISIT)


@pytest.fixture
def attach(record):
    return lambda user, file: client_of(user).post(
        reverse("records:attach", args=[record.public_id]), {"evidence": file}
    )


def download(user, file):
    """The answer, with its file read to the end, which closes it."""
    answer = client_of(user).get(reverse("records:evidence", args=[file.public_id]))
    if answer.streaming:
        answer.body = b"".join(answer.streaming_content)
    return answer


def test_a_picture_is_kept_redrawn_under_a_name_without_personal_data(record, officer, attach):
    assert attach(officer, png("KTP 3173050000000001.png")).status_code == 302

    kept = record.evidence.get()
    assert kept.name == "P3-2026-02-01-1.png"
    assert "3173" not in kept.file.name


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90", b"%PDF-1.4 /JavaScript %%EOF"])
def test_other_files_are_refused(record, officer, attach, content):
    answer = attach(officer, SimpleUploadedFile("bukti.pdf", content, "application/pdf"))
    assert answer.status_code == 422
    assert not record.evidence.exists()


def test_the_same_file_is_kept_once(record, officer, attach):
    attach(officer, png())
    assert attach(officer, png()).status_code == 409
    assert record.evidence.count() == 1


def test_it_comes_as_a_download_in_a_sandbox_and_the_look_is_written_down(record, officer, attach):
    attach(officer, png())
    answer = download(officer, record.evidence.get())

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert AccessEntry.objects.filter(
        kind=AccessKind.OPENED_FILE, participant=record.participant, user=officer
    ).exists()


def test_a_stranger_gets_what_nobody_gets(record, officer, attach):
    attach(officer, png())
    stranger = factories.kelurahan_officer(factories.TOMANG)
    assert download(stranger, record.evidence.get()).status_code == 404


def test_the_kelurahan_reads_but_does_not_add(record, officer, attach):
    attach(officer, png())
    kelurahan = factories.kelurahan_officer()
    assert download(kelurahan, record.evidence.get()).body.startswith(b"\x89PNG")
    assert attach(kelurahan, png()).status_code == 403


def test_the_kelurahan_adds_the_registration_form_to_p1(record):
    first = record.participant.stage_records.get(stage="P1")
    page = reverse("records:attach", args=[first.public_id])
    assert client_of(factories.kelurahan_officer()).post(page, {"evidence": png()}).status_code == 302


def test_of_a_voided_record_it_stays_readable_and_gets_no_company(record, officer, attach):
    attach(officer, png())
    void(record, by=officer, reason="Salah")

    assert attach(officer, png()).status_code == 409
    answer = download(officer, record.evidence.get())
    assert answer.status_code == 200


def test_records_without_evidence_are_the_valid_ones_beyond_registration(record, officer, attach):
    other = complete(record.participant, StageCode.PERMIT, on=date(2026, 2, 2), by=officer, source=Source.PERMIT)
    gone = complete(record.participant, StageCode.MARKETING, on=date(2026, 2, 3), by=officer, source=Source.SHOP_LINK)
    void(gone, by=officer, reason="Salah")
    attach(officer, png())

    assert list(StageRecord.objects.without_evidence()) == [other]


@pytest.fixture
def no_folder(settings, tmp_path):
    """A place for files that cannot be opened: a file lies where the folder should be."""

    def provoke():
        (tmp_path / "rusak").write_text("")
        settings.MEDIA_ROOT = tmp_path / "rusak" / "media"

    return provoke


def test_a_file_that_cannot_be_stored_is_said_in_the_form_and_nothing_of_it_remains(record, officer, attach, no_folder):
    no_folder()
    answer = attach(officer, png())

    assert answer.status_code == 503
    assert "isian ini juga belum tersimpan" in answer.text
    assert "beri tahu administrator portal" in answer.text
    assert not record.evidence.exists()


@pytest.mark.parametrize("lost", ["folder", "file"])
def test_a_file_that_cannot_be_read_is_said_with_what_to_do(record, officer, attach, no_folder, lost):
    attach(officer, png())
    kept = record.evidence.get()
    if lost == "folder":
        no_folder()
    else:
        Path(kept.file.path).unlink()
    answer = download(officer, kept)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Berkas ini tercatat, tetapi tidak dapat dibaca." in answer.text
    assert "beri tahu administrator portal" in answer.text


def test_a_stage_whose_file_cannot_be_stored_is_not_recorded_over_the_api(client, officer, no_folder):
    her = factories.participant(on=EARLIER)
    calls_as(client, officer)
    no_folder()
    answer = client.post(
        f"/api/v1/participants/{her.public_id}/stages/P3/",
        {"visited_on": "2026-02-01", "mentor": "Contoh", "place": "rumah", "note": "baik", "evidence": png()},
        headers={"Idempotency-Key": str(uuid4())},
    )

    assert (answer.status_code, answer["Retry-After"], answer.json()["code"]) == (503, "30", "files_away"), answer.text
    assert not her.stage_records.filter(stage="P3").exists()
