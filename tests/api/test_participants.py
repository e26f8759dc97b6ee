"""Registering and verifying over the API: the verbs and refusals of the pages."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.access_log import AccessEntry, AccessKind
from participants.models import Participant
from records.models import StageRecord
from tests import factories
from tests.api.calls import calls_as

pytestmark = pytest.mark.django_db


def registration(**changes):
    her = factories.details()
    written = {"birth_date": her.birth_date.isoformat(), "domicile_kelurahan": her.domicile_kelurahan.pk}
    place = {"nik": factories.fresh_nik(), "kelurahan": factories.DURI_KEPA, "line": "PPAPP"}
    return her.values | written | place | factories.COUNTER | changes


def register(client, data, key=None):
    headers = {"Idempotency-Key": str(key or uuid4())}
    return client.post("/api/v1/participants/", data, content_type="application/json", headers=headers)


@pytest.fixture
def kelurahan(client):
    return calls_as(client, factories.kelurahan_officer())


def test_a_registration_is_answered_masked_and_counts(kelurahan):
    data = registration(business={"name": "Dapur Contoh", "field": "kuliner", "monthly_turnover": "1.500.000"})

    answer = register(kelurahan, data)

    assert answer.status_code == 201, answer.content
    assert answer.json()["nik"] == data["nik"][:4] + "••••••••••••"
    assert data["nik"].encode() not in answer.content
    her = Participant.objects.get(public_id=answer.json()["id"])
    assert her.businesses.get().monthly_turnover == 1_500_000
    assert StageRecord.objects.get(participant=her).stage_id == "P1"


def test_the_same_call_twice_registers_once(kelurahan):
    data, key = registration(), uuid4()

    first, second = register(kelurahan, data, key), register(kelurahan, data, key)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert Participant.objects.count() == 1


def test_the_same_key_for_another_person_is_refused(kelurahan):
    key = uuid4()
    register(kelurahan, registration(), key)

    assert register(kelurahan, registration(), key).status_code == 422


def test_a_creating_call_without_a_key_is_refused(kelurahan):
    answer = kelurahan.post("/api/v1/participants/", registration(), content_type="application/json")

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()


def test_a_taken_nik_is_a_refusal_that_tells_only_the_sudin_and_the_day(kelurahan):
    her = factories.participant("SOSIAL", factories.TOMANG)

    answer = register(kelurahan, registration(nik=her.nik))

    assert answer.status_code == 409
    assert answer.json()["code"] == "already_registered"
    assert answer.json()["message"].startswith("NIK ini sudah terdaftar pada Sudin Sosial sejak ")
    assert her.name not in answer.content.decode()


def test_a_difference_from_the_nik_needs_a_reason(kelurahan):
    data = registration(sex="L")

    asked = register(kelurahan, data)
    given = register(kelurahan, data | {"reason": "KTP lama salah cetak"})

    assert asked.status_code == 409
    assert asked.json()["code"] == "needs_reason"
    assert len(asked.json()["warnings"]) == 1
    assert given.status_code == 201


def test_a_refusal_leaves_the_key_to_be_sent_again_with_a_reason(kelurahan):
    data, key = registration(sex="L"), uuid4()

    assert register(kelurahan, data, key).status_code == 409
    assert register(kelurahan, data | {"reason": "KTP lama salah cetak"}, key).status_code == 201


@pytest.mark.parametrize("answer", ["already_registered", "needs_reason"])
def test_learning_of_a_nik_over_the_api_is_written_down_and_limited(kelurahan, monkeypatch, answer):
    monkeypatch.setattr("participants.lookup.CHECKS", [(2, 600)])
    taken = {"already_registered": registration(nik=factories.participant().nik), "needs_reason": registration(sex="L")}

    answers = [register(kelurahan, taken[answer]) for _ in range(3)]

    assert [a.json()["code"] for a in answers] == [answer, answer, "too_many"]
    assert AccessEntry.objects.filter(kind=AccessKind.CHECKED_NIK).count() == 2


def test_registering_over_the_api_is_not_held_up_by_the_limit_on_looking(kelurahan, monkeypatch):
    monkeypatch.setattr("participants.lookup.CHECKS", [(0, 600)])

    assert register(kelurahan, registration()).status_code == 201


@pytest.mark.parametrize("holder", ["somebody", "nobody"])
def test_a_sudin_that_is_not_hers_is_refused_before_the_nik_is_asked(kelurahan, holder):
    nik = factories.participant().nik if holder == "somebody" else factories.fresh_nik()

    assert register(kelurahan, registration(nik=nik, acting_sudin="PPAPP")).json()["code"] == "not_allowed"


def test_another_kelurahan_is_out_of_reach(kelurahan):
    assert register(kelurahan, registration(kelurahan=factories.TOMANG)).status_code == 403
    assert Participant.objects.count() == 0


def test_a_participant_of_another_area_is_as_if_she_were_not_there(kelurahan):
    her = factories.participant(kelurahan=factories.TOMANG)

    there = kelurahan.get(f"/api/v1/participants/{her.public_id}/")
    nowhere = kelurahan.get(f"/api/v1/participants/{uuid4()}/")

    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
    assert there.status_code == 404


def test_a_sudin_officer_verifies_once(client):
    her = factories.participant()
    calls_as(client, factories.sudin_officer())

    first = client.post(f"/api/v1/participants/{her.public_id}/verify/")
    second = client.post(f"/api/v1/participants/{her.public_id}/verify/")

    assert first.json()["identity_state"] == "verified"
    assert second.status_code == 409


def test_a_list_decrypts_nothing_but_what_it_masks(client):
    factories.participant()
    calls_as(client, factories.sudin_officer())

    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/participants/")

    asked = " ".join(query["sql"] for query in queries)
    assert '"nik"' in asked
    assert not [one for one in ("kk", "phone", "email", "ktp_address", "domicile_address") if f'"{one}"' in asked]


def test_the_list_filters_and_pages(client):
    for _ in range(3):
        factories.participant()
    factories.participant(kelurahan=factories.KEDOYA_UTARA)
    calls_as(client, factories.sudin_officer())

    found = client.get("/api/v1/participants/", {"kelurahan": factories.DURI_KEPA}).json()

    assert len(found["results"]) == 3
    assert found["next"] is None
