"""Stages over the API: the room's own verb, once per key, within the officer's rights."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foundation.days import today
from foundation.files import NOT_ACCEPTED
from records.models import Evidence, StageRecord
from tests import factories
from tests.api.calls import calls_as
from tests.programs.stage_forms import png

pytestmark = pytest.mark.django_db

PERMIT = {"kind": "nib", "number": "9120001234567", "issuer": "OSS", "issued_on": "2026-03-02"}
CALLS = {
    "P3": {"visited_on": "2026-03-02", "mentor": "Pendamping Contoh", "place": "Rumah", "note": "Pembukuan"},
    "P4": PERMIT,
    "P5": {"channel": "Tokopedia", "url": "https://toko.example/contoh", "opened_on": "2026-03-02"},
    "P6": {"month": "2026-03-01", "amount": "2.500.000"},
    "P7": {
        "lender": "Bank Jakarta",
        "kind": "kur",
        "amount": "10.000.000",
        "applied_on": "2026-03-02",
        "disbursed_on": "2026-04-02",
        "reason": "Disetujui sebelum laporan ketiga",
    },
}


@pytest.fixture
def her():
    return factories.participant(on=today().replace(year=2026, month=1, day=5))


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def sudin(client):
    return calls_as(client, factories.sudin_officer())


def send(client, path, data, key=None):
    headers = {"Idempotency-Key": str(key or uuid4())}
    return client.post(f"/api/v1/{path}", data, content_type="application/json", headers=headers)


@pytest.mark.parametrize("stage", CALLS)
def test_each_stage_is_recorded_by_its_own_call(sudin, her, stage):
    answer = send(sudin, f"participants/{her.public_id}/stages/{stage}/", CALLS[stage])

    assert answer.status_code == 201, answer.content
    assert answer.json()["stage"] == stage
    assert answer.json()["credited_line"] == "PPAPP"
    assert answer.json()["is_first"]


def test_a_repeated_call_answers_the_first_record(sudin, her):
    path, key = f"participants/{her.public_id}/stages/P4/", uuid4()

    first, second = send(sudin, path, PERMIT, key), send(sudin, path, PERMIT, key)

    assert first.json()["id"] == second.json()["id"]
    assert StageRecord.objects.filter(stage="P4").count() == 1


def test_what_a_stage_expects_needs_a_reason(sudin, her):
    answer = send(sudin, f"participants/{her.public_id}/stages/P7/", CALLS["P7"] | {"reason": ""})

    assert answer.status_code == 409
    assert answer.json()["code"] == "needs_reason"


def test_a_strangers_participant_is_not_there(client, her):
    calls_as(client, factories.sudin_officer("SOSIAL"))

    assert send(client, f"participants/{her.public_id}/stages/P4/", PERMIT).status_code == 404
    assert client.get("/api/v1/records/").json()["results"] == []


def test_records_come_with_the_latest_recorded_first(sudin, her):
    later = factories.participant(on=her.registered_on.replace(year=2025))

    found = sudin.get("/api/v1/records/").json()["results"]

    assert [one["participant"] for one in found] == [str(later.public_id), str(her.public_id)]


def test_a_record_is_taken_back_with_a_reason_and_p1_never(sudin, her):
    made = send(sudin, f"participants/{her.public_id}/stages/P4/", PERMIT).json()
    p1 = sudin.get("/api/v1/records/", {"stage": "P1"}).json()["results"][0]

    voided = send(sudin, f"records/{made['id']}/void/", {"reason": "Salah orang"})
    refused = send(sudin, f"records/{p1['id']}/void/", {"reason": "Salah orang"})

    assert voided.json()["void_reason"] == "Salah orang"
    assert not voided.json()["is_first"]
    assert refused.status_code == 409


def send_file(client, path, data, file, key=None):
    return client.post(f"/api/v1/{path}", data | {"evidence": file}, headers={"Idempotency-Key": str(key or uuid4())})


@pytest.mark.parametrize("stage", CALLS)
def test_evidence_comes_with_the_call_and_is_kept_with_the_record(sudin, her, stage, media):
    answer = send_file(sudin, f"participants/{her.public_id}/stages/{stage}/", CALLS[stage], png("KTP.png"))

    assert answer.status_code == 201, answer.content
    evidence = Evidence.objects.get(record__public_id=answer.json()["id"])
    assert (evidence.content_type, evidence.added_by) == ("image/png", evidence.record.recorded_by)
    with evidence.file.open("rb") as kept:
        assert kept.read().startswith(b"\x89PNG")


def test_a_file_that_is_none_is_refused_and_records_nothing(sudin, her, media):
    path = f"participants/{her.public_id}/stages/P4/"
    answer = send_file(sudin, path, PERMIT, SimpleUploadedFile("bukti.pdf", b"<html>"))

    assert answer.status_code == 400
    assert answer.json()["evidence"] == [NOT_ACCEPTED]
    assert not her.stage_records.filter(stage="P4").exists()


def test_a_refused_call_keeps_no_file(sudin, her, media):
    calls = CALLS["P7"] | {"reason": ""}
    answer = send_file(sudin, f"participants/{her.public_id}/stages/P7/", calls, png())

    assert answer.status_code == 409
    assert not Evidence.objects.exists()
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_repeated_call_keeps_the_file_once_and_another_file_is_another_call(sudin, her, media):
    path, key = f"participants/{her.public_id}/stages/P4/", uuid4()
    other = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(other, "PNG")

    first, second = (send_file(sudin, path, PERMIT, png(name), key) for name in ("a.png", "b.png"))
    third = send_file(sudin, path, PERMIT, SimpleUploadedFile("a.png", other.getvalue()), key)

    assert first.json()["id"] == second.json()["id"]
    assert third.status_code == 422
    assert Evidence.objects.count() == 1


def test_a_file_in_json_is_none(sudin, her):
    answer = send(sudin, f"participants/{her.public_id}/stages/P4/", PERMIT | {"evidence": "aGFsbw=="})
    assert answer.status_code == 400


def test_the_schema_offers_the_evidence_in_a_form_and_not_in_json(client):
    told = client.get("/api/v1/schema/?format=json").json()
    for stage in CALLS:
        body = told["paths"][f"/api/v1/participants/{{participant_id}}/stages/{stage}/"]["post"]["requestBody"][
            "content"
        ]
        fields = {
            kind: told["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]["properties"]
            for kind, content in body.items()
        }
        assert fields["multipart/form-data"]["evidence"]["format"] == "binary"
        assert "evidence" not in fields["application/json"]


def test_a_refusal_names_the_people_and_offers_the_usual_reasons_and_a_code_is_kept_in_its_words(sudin, her):
    path, call = f"participants/{her.public_id}/stages/P7/", CALLS["P7"] | {"reason": ""}
    refused = send(sudin, path, call)

    assert refused.status_code == 409
    body = refused.json()
    assert [(doubt["kind"], doubt["people"]) for doubt in body["doubts"]] == [("months_reported", [her.name])]
    assert body["warnings"] == [doubt["message"] for doubt in body["doubts"]]
    chosen = body["reasons"][0]
    assert {one["kind"] for one in body["reasons"]} == {"months_reported"}

    assert send(sudin, path, call | {"reason": "early-1"}).status_code == 409
    assert send(sudin, path, call | {"reason": chosen["code"]}).status_code == 201
    record = her.stage_records.get(stage="P7")
    assert (record.reason, record.reason_kind) == (chosen["words"], "months_reported")
