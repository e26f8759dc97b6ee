"""A new password, a link, a reset and a disabling end all that was issued before, for good."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts import administration, links, tokens
from accounts.allauth_bridge import RecoveryCodes
from offices.roles import Role
from tests.factories import PASSWORD, user_with
from tests.sessions import authenticator_of, client_of, code_of

pytestmark = pytest.mark.django_db
FRESH = "empat kata mudah diingat"


@pytest.fixture
def officer():
    user = user_with(Role.SUDIN, sudin="PPAPP")
    authenticator_of(user)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def administrator():
    return user_with(Role.ADMINISTRATOR)


def own_password(officer, administrator):
    form = {"oldpassword": PASSWORD, "password1": FRESH, "password2": FRESH}
    assert client_of(officer).post("/akun/kata-sandi/", form).status_code == 302


def link_made(officer, administrator):
    administration.new_link(officer, by=administrator)


def link_used(officer, administrator):
    links.use(links.make(officer, by=None), FRESH)


def reset(officer, administrator):
    administration.reset_second_factor(officer, by=administrator)


def disabled_and_enabled(officer, administrator):
    administration.disable(officer, by=administrator)
    administration.enable(officer, by=administrator)


ENDS = [own_password, link_made, link_used, reset, disabled_and_enabled]


def api(secret):
    return Client().get("/api/v1/sudin/", headers={"Authorization": f"Bearer {secret}"}).status_code


@pytest.mark.parametrize("act", ENDS)
def test_sessions_tokens_and_links_issued_before_end(act, officer, administrator):
    session, link = client_of(officer), links.make(officer, by=None)
    officer.refresh_from_db()
    session = client_of(officer)
    _, secret = tokens.issue(officer, "Rekap")
    assert (session.get("/akun/").status_code, api(secret)) == (200, 200)

    act(officer, administrator)

    assert session.get("/akun/").url.startswith("/masuk/")
    assert api(secret) == 401
    assert links.find(link) is None


@pytest.mark.parametrize("act", [link_made, reset, disabled_and_enabled])
def test_what_an_administrator_does_leaves_no_recovery_code(act, officer, administrator):
    act(officer, administrator)

    kinds = set(Authenticator.objects.filter(user=officer).values_list("type", flat=True))
    assert kinds <= {Authenticator.Type.TOTP}


@pytest.mark.parametrize("act", ENDS[:3])
def test_a_sign_in_that_waits_for_its_code_ends_too(act, officer, administrator):
    waiting = Client()
    assert waiting.post("/masuk/", {"login": officer.username, "password": PASSWORD}).url.startswith("/masuk/kode/")

    act(officer, administrator)

    assert waiting.post("/masuk/kode/", {"code": code_of(officer)}).url == "/masuk/"
    assert waiting.get("/akun/").url.startswith("/masuk/")


def test_whoever_changes_her_own_password_goes_on_where_she_is(officer):
    here = client_of(officer)
    here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": FRESH, "password2": FRESH})

    assert here.get("/akun/").status_code == 200


def test_a_password_that_is_only_hashed_anew_ends_nothing(officer, settings):
    before = officer.epoch
    officer.password = officer.password.replace("argon2$", "argon2$", 1)
    session = client_of(officer)
    from django.contrib.auth.hashers import Argon2PasswordHasher

    old = Argon2PasswordHasher.time_cost
    Argon2PasswordHasher.time_cost = old + 1
    try:
        assert officer.check_password(PASSWORD)
    finally:
        Argon2PasswordHasher.time_cost = old
    officer.refresh_from_db()
    assert officer.epoch == before
    assert session


def test_a_token_and_a_link_wait_sealed_in_the_session(officer, administrator):
    page = client_of(officer)
    page.post("/akun/token/tambah/", {"name": "Rekap"})
    office = client_of(administrator)
    office.post(f"/sistem/pengguna/{officer.public_id}/tautan/baru/")

    assert "jpn_" not in str(dict(page.session))
    address = office.get(f"/sistem/pengguna/{officer.public_id}/tautan/").context["address"]
    assert Client().get(address).status_code == 200
    assert "password_link" not in str(dict(office.session))
