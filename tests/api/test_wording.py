"""Every operation of the API says what is wrong in Indonesian, whatever wrong thing is sent, and ignores no filter."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.api.calls import calls_as
from tests.factories import participant, sudin_officer
from tests.guarantees.matrix.api import COMPLETIONS

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(the|this|that|not|must|matches|invalid|required|may|expected|ensure|field|value|object|does|exist|was|error|choice)\b",
    re.IGNORECASE,
)
WRONG = [
    None,
    "",
    " ",
    "x",
    "x" * 5000,
    "2026-13-45",
    "2026-01-01T00:00:00",
    -1,
    10**30,
    1.5,
    True,
    [],
    ["x"],
    {},
    {"x": 1},
]
BODIES = ["", "{", "[]", '"x"', "7", "null", "{}", '{"a": "\\u0000"}']


@pytest.fixture
def caller(client):
    return calls_as(client, sudin_officer("PPAPP"))


def operations(person) -> dict[str, list[str]]:
    """Every operation that takes a body, by address, with the fields it may have."""
    key = str(person.public_id)
    person_fields = (
        "nik kk name sex birth_date phone email rt rw domicile_kelurahan line channel registered_on business"
    )
    stages = {
        reverse(f"api-complete-{stage}", kwargs={"participant_id": key}): list(body)
        for stage, body in COMPLETIONS.items()
    }
    return stages | {
        reverse("api-participant-list"): person_fields.split(),
        reverse("api-participant-send-back", kwargs={"id": key}): ["reason"],
        reverse("api-record-void", kwargs={"id": str(person.stage_records.get().public_id)}): ["reason"],
    }


def sentences(said) -> list[str]:
    """Every text of an answer; what was sent is not repeated as ours."""
    if isinstance(said, dict):
        return [text for value in said.values() for text in sentences(value)]
    return [text for value in said for text in sentences(value)] if isinstance(said, list) else [str(said)]


def english(answer) -> list[str]:
    return [text for text in sentences(answer.json()) if ENGLISH.search(text)]


def test_no_operation_answers_a_wrong_body_in_english(caller):
    found, answers = {}, 0
    for address, fields in operations(participant("PPAPP")).items():
        bodies = [*BODIES, *(dict.fromkeys(fields, wrong) for wrong in WRONG)]
        for body in bodies:
            more = {"content_type": "application/json", "headers": {"Idempotency-Key": str(uuid4())}}
            answer = caller.post(address, body, **more)
            assert answer.status_code < 500
            if answer.status_code >= 400:
                answers += 1
                found |= dict.fromkeys(english(answer), address)

    assert answers > 100
    assert found == {}


def test_what_the_framework_refuses_itself_is_said_in_indonesian(caller, client):
    people = reverse("api-participant-list")
    answers = [
        caller.post(people, "x", content_type="text/plain"),
        caller.delete(people),
        caller.get(reverse("api-participant-detail", kwargs={"id": str(uuid4())})),
        caller.post(people, "{}", content_type="application/json"),
        caller.get(people, {"registered_from": "x", "line": "x", "state": "x"}),
        caller.get(reverse("api-progress"), {"starts_on": "x", "area": "x", "by": "x"}),
        client.get(people, headers={"Authorization": "Bearer tidak-ada"}),
        client.get(people, headers={"Authorization": "Bearer"}),
    ]

    assert all(400 <= answer.status_code < 500 for answer in answers)
    assert [english(answer) for answer in answers] == [[]] * len(answers)


def test_the_test_knows_english_when_it_sees_it():
    for text in ("Must be a valid boolean.", "No Participant matches the given query.", "This field is required."):
        assert ENGLISH.search(text)


LISTS = ["region", "sudin", "participant", "record", "target"]


@pytest.mark.parametrize("address", [*(f"api-{name}-list" for name in LISTS), "api-progress"])
def test_a_filter_that_does_not_exist_is_refused_and_named(caller, address):
    assert caller.get(reverse(address)).status_code == 200

    answer = caller.get(reverse(address), {"kelurahn": "31.73"})

    assert answer.status_code == 400
    assert "tidak dikenal" in answer.json()["kelurahn"][0]


def test_the_compiled_sentences_are_those_of_the_catalogue():
    from gettext import GNUTranslations
    from pathlib import Path

    folder = Path("jakpreneur/locale/id/LC_MESSAGES")
    written = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (folder / "django.po").read_text(), re.MULTILINE)
    with (folder / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)

    assert len(written) > 50
    plain = [(english.replace('\\"', '"'), said.replace('\\"', '"')) for english, said in written]
    assert [compiled.gettext(english) for english, _ in plain] == [said for _, said in plain]
