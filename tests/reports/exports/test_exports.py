"""Exports: the owner's alone, under the scope of the moment, gone after a day, without formulas."""

import csv
import io
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from foundation.days import now, today
from foundation.models import Work
from foundation.work import MOST_ATTEMPTS
from offices.models import Duty
from offices.roles import Role
from participants.models import AccessEntry
from reports.exports import exporting, views
from reports.exports.models import Export
from tests import decisions, factories
from tests.factories import DURI_KEPA, TOMANG
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
SPAN = "mulai=17/10/2022&sampai=24/03/2023"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def town(db):
    by = factories.user_with(Role.KELURAHAN, "31.73")
    factories.participant("PPAPP", DURI_KEPA, on=date(2022, 11, 5), by=by, name="=HYPERLINK(1)")
    factories.participant("KPKP", TOMANG, on=date(2022, 11, 6), by=by)


def asked(client, isi="board", bentuk="csv", query=SPAN) -> Export:
    client.post(reverse("exports:ask"), {"isi": isi, "bentuk": bentuk, "saringan": query})
    return Export.objects.order_by("-pk").first()


def fetched(client, export) -> bytes:
    return b"".join(client.get(reverse("exports:download", args=[export.public_id])).streaming_content)


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_what_is_seen_is_written_by_the_job_and_fetched_by_its_owner_only(town):
    owner, other = (factories.user_with(Role.CAMAT, "31.73.05") for _ in range(2))
    client, export = client_of(owner), asked(client_of(owner))
    page = reverse("exports:detail", args=[export.public_id])
    assert "Sedang dibuat" in client.get(page).content.decode()
    assert client.get(reverse("exports:download", args=[export.public_id])).status_code == 404

    assert exporting.write_waiting() == 1

    assert "Unduh" in client.get(page).content.decode()
    rows = table(fetched(client, export))
    assert ["Jumlah", "Realisasi", "orang", "", "1", "", "", ""] in rows
    stranger = client_of(other)
    for name in ("detail", "download"):
        assert stranger.get(reverse(f"exports:{name}", args=[export.public_id])).status_code == 404
        assert client.get(reverse(f"exports:{name}", args=[uuid4()])).status_code == 404


def test_every_row_of_the_dashboard_has_all_columns_with_one_meaning_each(town):
    decision = decisions.of_2020()
    factories.participant("PPAPP", DURI_KEPA, on=date(2020, 5, 4))
    client = client_of(factories.user_with(Role.WALIKOTA))
    export = asked(client, query=f"keputusan={decision.public_id}")
    exporting.write_waiting()

    head, *rows = [row for row in table(fetched(client, export)) if row and row[0] != "Keterangan"]

    assert {len(row) for row in rows} == {len(head)}
    found = {row[1]: dict(zip(head, row, strict=True)) for row in rows}
    verified, first = found["Di antaranya kini terverifikasi"], found["P1 Pendaftaran"]
    assert (verified["Target"], verified["Realisasi"]) == ("", "0")
    assert (first["Realisasi"], first["Persen dari target"]) == ("1", "")
    assert found["Jumlah target yang diumumkan"]["Target"] == "15230"


def test_numbers_stay_numbers_in_excel(town):
    client = client_of(factories.user_with(Role.WALIKOTA))
    export = asked(client, bentuk="xlsx")
    exporting.write_waiting()

    sheet = zipfile.ZipFile(io.BytesIO(fetched(client, export))).read("xl/worksheets/sheet1.xml").decode()

    assert '<c r="E2"><v>2</v></c>' in sheet
    assert "<f>" not in sheet


def test_what_was_asked_for_under_a_duty_ends_with_it(town):
    camat = factories.user_with(Role.CAMAT, "31.73.05")
    client, left = client_of(camat), Duty.objects.get(user=camat)
    ready = asked(client, "people")
    exporting.write_waiting()
    waiting = asked(client, "people", "xlsx")
    Duty.objects.filter(pk=left.pk).update(ends_on=today() - timedelta(days=1))
    factories.give(camat, Role.CAMAT, "31.73.01")
    exporting.write_waiting()

    for export in (ready, waiting):
        assert client.get(reverse("exports:download", args=[export.public_id])).status_code == 404
    waiting.refresh_from_db()
    assert (waiting.state, waiting.file.name) == ("failed", "")
    assert ready.words not in client.get(reverse("exports:list")).text


def test_a_list_has_as_many_rows_as_its_number_and_no_formula(town):
    client = client_of(factories.user_with(Role.CAMAT, "31.73.05"))
    export = asked(client, "people")
    exporting.write_waiting()

    rows = [row for row in table(fetched(client, export)) if row and row[1:2] == ["P1"]]

    export.refresh_from_db()
    assert len(rows) == export.rows == 1
    assert rows[0][2:4] == ["orang", "'=HYPERLINK(1)"]
    entry = AccessEntry.objects.get(kind="exported")
    assert (entry.rows, "17 Oktober 2022" in entry.what) == (1, True)


def test_names_for_bagian_perekonomian_need_the_reason_first_and_carry_it(town):
    client = client_of(factories.user_with(Role.PEREKONOMIAN))
    assert asked(client, "people") is None

    client.post(f"{reverse('lists:people')}?{SPAN}", {"reason": "Tindak lanjut"})
    export = asked(client, "people")
    exporting.write_waiting()

    assert export.named
    assert "'=HYPERLINK(1)" in fetched(client, export).decode()
    assert AccessEntry.objects.get(kind="exported").reason == "Tindak lanjut"


def test_the_wali_kotas_list_holds_no_name(town):
    client = client_of(factories.user_with(Role.WALIKOTA))
    export = asked(client, "people")
    exporting.write_waiting()

    assert b"HYPERLINK" not in fetched(client, export)


def test_a_duty_that_ended_meanwhile_leaves_nothing_to_fetch(town):
    user = factories.user_with(Role.CAMAT, "31.73.05")
    export = asked(client_of(user), query=SPAN + "&wilayah=31.73.05")
    Duty.objects.filter(user=user).update(ends_on=today() - timedelta(days=1))
    exporting.write_waiting()

    export.refresh_from_db()
    assert (export.state, export.file.name) == ("failed", "")


def test_the_file_is_named_after_the_time_in_jakarta(town):
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA))
    export = asked(client)
    exporting.write_waiting()
    Export.objects.update(created_at=datetime(2026, 11, 21, 20, 15, tzinfo=UTC))

    with closing(client.get(reverse("exports:download", args=[export.public_id]))) as response:
        assert "20261122-0315" in response["Content-Disposition"]


def test_after_a_day_it_is_gone(town, time_machine, django_capture_on_commit_callbacks):
    user = factories.user_with(Role.KELURAHAN, DURI_KEPA)
    export = asked(client_of(user))
    exporting.write_waiting()
    export.refresh_from_db()
    path = export.file.path
    time_machine.move_to(now() + timedelta(hours=24, minutes=1))

    client = client_of(user)
    assert client.get(reverse("exports:download", args=[export.public_id])).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert exporting.drop_expired() == 1
    with pytest.raises(FileNotFoundError):
        Path(path).read_bytes()


def test_an_export_is_left_to_the_job_in_the_same_transaction(town):
    export = asked(client_of(factories.user_with(Role.LURAH, DURI_KEPA)))
    assert Work.objects.filter(kind="export", subject=str(export.public_id), done_at=None).exists()


def test_the_thirty_first_export_of_an_hour_is_refused(town, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_PER_HOUR", 1)
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA))
    wanted = {"isi": "board", "bentuk": "csv", "saringan": SPAN}
    assert client.post(reverse("exports:ask"), wanted).status_code == 302
    assert client.post(reverse("exports:ask"), wanted).status_code == 429


def test_a_large_list_with_names_asks_for_a_fresh_proof_and_goes_on_after_it(town, monkeypatch):
    monkeypatch.setattr(views, "LARGE", 0)
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA), fresh=False)

    asked_first = client.post(reverse("exports:ask"), {"isi": "people", "bentuk": "csv", "saringan": SPAN})
    assert asked_first.url.startswith(reverse("account_reauthenticate"))
    assert not Export.objects.exists()

    client.post(asked_first.url, {"password": factories.PASSWORD})
    assert Export.objects.get().kind == "people"


def test_an_export_tried_in_vain_says_so_instead_of_being_made_for_ever(town):
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA))
    export = asked(client)
    Work.objects.update(attempts=MOST_ATTEMPTS, due_at=now() - timedelta(minutes=1))

    exporting.write_waiting()

    page = client.get(reverse("exports:detail", args=[export.public_id])).content.decode()
    assert "Tidak dapat dibuat" in page
    assert "hx-trigger" not in page


def test_a_list_longer_than_a_sheet_is_refused_for_excel_and_made_as_csv(town, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_EXCEL", 0)
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA))
    wanted = {"isi": "people", "saringan": SPAN}

    refused = client.post(reverse("exports:ask"), wanted | {"bentuk": "xlsx"})

    assert (refused.status_code, "Pilih CSV" in refused.content.decode()) == (409, True)
    assert asked(client, "people", "csv").format == "csv"


@pytest.mark.parametrize("wrong", [{"isi": "semua"}, {"bentuk": "pdf"}, {"saringan": "wilayah=31.71"}])
def test_what_cannot_be_read_or_lies_out_of_reach_is_said_and_makes_nothing(town, wrong):
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA))

    answer = client.post(reverse("exports:ask"), {"isi": "people", "bentuk": "csv", "saringan": SPAN} | wrong)

    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert not Export.objects.exists()


def test_a_refused_export_names_the_way_back_to_what_was_seen(town, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_EXCEL", 0)
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA))

    refused = client.post(reverse("exports:ask"), {"isi": "people", "bentuk": "xlsx", "saringan": SPAN})

    assert f'href="{reverse("lists:people")}?' in refused.content.decode()
    assert "Kembali ke daftar" in refused.content.decode()


def test_written_again_it_takes_the_place_of_what_was_written_before(
    town, settings, django_capture_on_commit_callbacks
):
    export = asked(client_of(factories.user_with(Role.LURAH, DURI_KEPA)))
    for _ in range(2):
        Work.objects.update(done_at=None, due_at=now())
        with django_capture_on_commit_callbacks(execute=True):
            exporting.write_waiting()

    export.refresh_from_db()
    kept = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert kept == [settings.MEDIA_ROOT / export.file.name]


def test_a_filter_that_does_not_exist_is_refused_and_named(town):
    client = client_of(factories.user_with(Role.CAMAT, "31.73.05"))

    for query, unknown in ((f"{SPAN}&wilayh=31.73.05.1005", "wilayh"), (f"{SPAN}&stage=P1&x=1", "stage, x")):
        answer = client.post(reverse("exports:ask"), {"isi": "board", "bentuk": "csv", "saringan": query})
        assert answer.status_code == 422
        assert f"Saringan tidak dikenal: {unknown}." in answer.text
    assert not Export.objects.exists()


def test_the_export_of_a_list_tells_what_came_late(town):
    decisions.of_2020()
    factories.participant("PPAPP", DURI_KEPA, on=date(2020, 12, 1))
    client = client_of(factories.user_with(Role.LURAH, DURI_KEPA))

    export = asked(client, "people", query="mulai=01/01/2020&sampai=15/12/2020")
    exporting.write_waiting()

    (row,) = (row for row in table(fetched(client, export)) if row and row[1:2] == ["P1"])
    assert row[-1] == "dicatat setelah tenggat"
