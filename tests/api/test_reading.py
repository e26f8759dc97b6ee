"""The API asks for a token, and answers places and offices to whoever has one."""

import pytest
from django.utils import timezone

from accounts import tokens
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(client):
    """Calls the API with a valid token of a kelurahan officer."""
    officer = factories.kelurahan_officer()
    token, secret = tokens.issue(officer, "uji")
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    client.token, client.officer = token, officer
    return client


def test_without_a_token_nothing_is_answered(client):
    assert client.get("/api/v1/regions/").status_code == 401


def test_regions_of_a_kecamatan_are_found_by_prefix(caller):
    found = caller.get("/api/v1/regions/?inside=31.73.05&level=kelurahan").json()

    assert len(found["results"]) == 7
    assert found["results"][4] == {
        "code": "31.73.05.1005",
        "name": "Duri Kepa",
        "starts_on": None,
        "ends_on": None,
        "successor": None,
    }


def test_all_regions_are_317_and_the_province_over_several_pages(caller):
    rows, cursor = [], ""
    while cursor is not None:
        answer = caller.get("/api/v1/regions/", {"cursor": cursor} if cursor else {}).json()
        rows += answer["results"]
        cursor = answer["next"]

    assert len({row["code"] for row in rows}) == len(rows) == 318


def test_six_sudin_carry_seven_lines(caller):
    found = caller.get("/api/v1/sudin/").json()

    assert len(found) == 6
    assert sum(len(sudin["lines"]) for sudin in found) == 7


@pytest.mark.parametrize("ending", ["revoked", "expired", "disabled"])
def test_a_token_that_ended_opens_nothing(caller, ending):
    if ending == "revoked":
        tokens.revoke(caller.token)
    elif ending == "expired":
        type(caller.token).objects.update(expires_at=timezone.now())
    else:
        type(caller.officer).objects.filter(pk=caller.officer.pk).update(is_active=False)

    assert caller.get("/api/v1/sudin/").status_code == 401


def test_the_secret_is_not_stored(caller):
    secret = caller.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")

    assert secret not in str(type(caller.token).objects.values().get())


def test_a_cursor_that_leads_nowhere_is_refused_with_a_sentence(caller):
    answer = caller.get("/api/v1/regions/", {"cursor": "x"})

    assert answer.status_code == 400
    assert "tidak berlaku" in str(answer.json())
