"""API tokens are issued only in a session that has shown a second factor, shown once, and hashed."""

import re
from uuid import uuid4

import pytest

from accounts import tokens
from accounts.models import ApiToken
from offices.roles import Role
from tests import factories
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.user_with(Role.SUDIN, sudin="PPAPP")


def issue(client, name="Rekap bulanan"):
    return client.post("/akun/token/tambah/", {"name": name}, follow=True)


def test_the_secret_is_shown_once_and_opens_the_api(officer, client):
    page = client_of(officer)

    first, second = issue(page), page.get("/akun/token/")

    secret = re.search(r"jpn_[\w-]{40,}", first.content.decode())[0]
    assert secret not in second.content.decode()
    answer = client.get("/api/v1/sudin/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


def test_without_a_second_factor_no_token_is_issued():
    kelurahan = factories.kelurahan_officer()

    answer = issue(client_of(kelurahan))

    assert answer.status_code == 403
    assert not ApiToken.objects.exists()


def test_sent_twice_a_form_issues_one(officer):
    page = client_of(officer)
    form = {"name": "Rekap", "once": str(uuid4())}

    for _ in range(2):
        page.post("/akun/token/tambah/", form)

    assert ApiToken.objects.count() == 1


def test_a_sixth_token_is_refused_in_words(officer):
    page = client_of(officer)
    for n in range(5):
        issue(page, f"Token {n}")

    assert "Paling banyak 5 token aktif" in issue(page).content.decode()


def test_an_officer_revokes_her_own_tokens_only(officer):
    token, _ = tokens.issue(officer, "uji")

    stranger = client_of(factories.sudin_officer("SOSIAL")).post(f"/akun/token/{token.public_id}/cabut/")
    assert stranger.status_code == 404
    assert ApiToken.objects.valid().exists()

    client_of(officer).post(f"/akun/token/{token.public_id}/cabut/")
    assert not ApiToken.objects.valid().exists()
