"""Figures and targets over the API: exact, within scope, told with their selisih."""

from datetime import date

import pytest

from offices.models import Region
from offices.roles import Role
from participants.models import Participant
from records.models import Source, StageCode, StageRecord
from targets.models import DecisionState, Target, TargetDecision
from tests import factories
from tests.api.calls import calls_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_people():
    factories.participant("PPAPP", factories.DURI_KEPA, on=date(2026, 2, 1))
    factories.participant("SOSIAL", factories.DURI_KEPA, on=date(2026, 2, 2))
    factories.participant("PPAPP", factories.TOMANG, on=date(2026, 3, 1))


def rows(client, **query):
    answer = client.get("/api/v1/progress/", {"starts_on": "2026-01-01", "ends_on": "2026-12-31"} | query)
    assert answer.status_code == 200, answer.content
    return {tuple(row["key"]): row["people"] for row in answer.json()["rows"]}


def test_the_city_sees_all_and_groups_it(client, three_people):
    calls_as(client, factories.user_with(Role.PEREKONOMIAN))

    assert rows(client) == {(): 3}
    assert rows(client, by="kecamatan,line") == {
        ("31.73.02", "PPAPP"): 1,
        ("31.73.05", "PPAPP"): 1,
        ("31.73.05", "SOSIAL"): 1,
    }
    assert rows(client, ends_on="2026-02-01", by="stage") == {("P1",): 1}


@pytest.mark.parametrize(
    ("query", "word"), [({}, "catatan"), ({"stage": "P4"}, "izin"), ({"by": "kecamatan,stage"}, "pendaftaran")]
)
def test_it_is_said_what_the_records_are(client, three_people, query, word):
    calls_as(client, factories.user_with(Role.PEREKONOMIAN))
    if query.get("stage"):
        StageRecord.objects.create(
            participant=Participant.objects.first(), stage_id="P4", occurred_on=date(2026, 3, 2), source=Source.PERMIT,
            kelurahan_id=factories.TOMANG, credited_line_id="PPAPP", recorded_by=factories.sudin_officer("PPAPP"),
        )  # fmt: skip

    found = client.get("/api/v1/progress/", {"starts_on": "2026-01-01", "ends_on": "2026-12-31"} | query).json()

    assert {row["records_are"] for row in found["rows"]} == {word}


def test_a_kelurahan_sees_its_own(client, three_people):
    calls_as(client, factories.kelurahan_officer())

    assert rows(client) == {(): 2}


def test_a_sudin_sees_its_own(client, three_people):
    calls_as(client, factories.sudin_officer("SOSIAL"))

    assert rows(client, by="kelurahan") == {(factories.DURI_KEPA,): 1}


@pytest.mark.parametrize("query", [{"ends_on": "9999-12-31"}, {"starts_on": "0001-01-01"}])
def test_a_day_beyond_the_calendar_is_refused_in_words(client, query):
    calls_as(client, factories.user_with(Role.PEREKONOMIAN))
    answer = client.get("/api/v1/progress/", query)

    assert answer.status_code == 400
    assert "antara tahun 1900 dan 2199" in answer.content.decode()


@pytest.mark.parametrize("query", [{"by": "nik"}, {"area": "99"}, {"starts_on": "12/13/2020"}, {"line": "X"}])
def test_what_is_not_a_question_is_refused(client, query):
    calls_as(client, factories.user_with(Role.PEREKONOMIAN))

    assert client.get("/api/v1/progress/", query).status_code == 400


def test_a_decision_tells_what_adds_up_beside_what_was_published(client):
    decision = TargetDecision.objects.create(
        title="Contoh 2020",
        source="Contoh",
        region=Region.objects.get(pk="31.73"),
        stage_id=StageCode.REGISTRATION,
        starts_on=date(2020, 1, 1),
        due_on=date(2020, 12, 15),
        published_total=500,
        state=DecisionState.IN_FORCE,
    )
    for line, value in [("PPAPP", 560), ("PAREKRAF", 140)]:
        Target.objects.create(decision=decision, line_id=line, region_id="31.73", value=value, due_on=decision.due_on)
    calls_as(client, factories.user_with(Role.WALIKOTA))

    found = client.get("/api/v1/targets/").json()["results"]

    assert (found[0]["unit"], found[0]["unit_words"]) == ("people", "orang")
    assert found[0]["sums"] == {"computed": 700, "published": 500, "difference": 200}
