"""Evidence: clean files only, added by whoever may record, read by whoever may see the person, also when voided."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participants.access_log import AccessEntry, AccessKind
from records.completion import complete, void
from records.models import Source, StageCode, StageRecord
from tests import factories
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
