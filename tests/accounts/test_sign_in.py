"""The way in and out."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.signing_in import TRIES_PER_NAME, TRY_PERIOD
from foundation.throttle import throttle
from offices.roles import Role
from tests.factories import PASSWORD, kelurahan_officer, user_with
from tests.sessions import authenticator_of, client_of, code_of

pytestmark = pytest.mark.django_db
SIGN_IN = "/masuk/"


@pytest.fixture
def officer():
    return kelurahan_officer()


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password} | more)


def test_name_and_password_open_the_portal(officer):
    client = Client()

    response = sign_in(client, officer.username)

    assert response.status_code == 302
    assert client.get("/akun/").status_code == 200


def test_capitals_in_the_name_make_no_difference(officer):
    assert sign_in(Client(), officer.username.upper()).status_code == 302


@pytest.mark.parametrize(("letter", "twin"), [("i", "\u0131"), ("s", "\u017f")])
def test_a_letter_that_only_resembles_one_of_the_name_opens_nothing(officer, letter, twin):
    """PostgreSQL folds ı to I and ſ to S: such a name would be an officer's account with tries of its own."""
    officer.username = "susi.contoh"
    officer.save()

    assert sign_in(Client(), officer.username.replace(letter, twin)).status_code == 200


def test_sign_in_goes_on_to_where_she_wanted_to_go(officer):
    assert sign_in(Client(), officer.username, next="/akun/kata-sandi/").url == "/akun/kata-sandi/"


def test_sign_in_never_leads_to_another_site(officer):
    assert sign_in(Client(), officer.username, next="https://jahat.example/").url == "/"


def test_the_form_puts_the_cursor_into_the_name_and_keeps_where_to_go(client):
    page = client.get(SIGN_IN, {"next": "/akun/"}).content.decode()

    assert "autofocus" in page
    assert 'name="next" value="/akun/"' in page.replace("'", '"')


def test_whoever_was_torn_from_a_page_reads_where_she_goes_on_and_what_was_kept(client):
    torn = client.get(SIGN_IN, {"next": "/peserta/daftar/"}).content.decode()
    plain = client.get(SIGN_IN).content.decode()

    assert "tetap tersimpan" in torn
    assert "kembali ke halaman tadi" in torn
    assert "kembali ke halaman tadi" not in plain


def test_a_session_key_from_before_sign_in_is_worthless_after_it(officer):
    client = Client()
    session = client.session
    session["from"] = "before"
    session.save()
    before = session.session_key

    sign_in(client, officer.username)

    assert client.session.session_key != before


def test_unknown_name_wrong_password_and_disabled_account_are_answered_alike(officer):
    disabled = kelurahan_officer()
    disabled.is_active = False
    disabled.save()
    answers = [
        sign_in(Client(), officer.username, "bukan sandi yang benar"),
        sign_in(Client(), "tidak.ada.orangnya", "bukan sandi yang benar"),
        sign_in(Client(), disabled.username, PASSWORD),
    ]

    words = {
        answer.content.decode().replace(a, "") for answer, a in zip(answers, names(officer, disabled), strict=True)
    }
    assert {answer.status_code for answer in answers} == {200}
    assert len({without_token(text) for text in words}) == 1


def names(officer, disabled):
    return officer.username, "tidak.ada.orangnya", disabled.username


def without_token(text):
    import re

    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", text)


@pytest.mark.parametrize("who", ["officer", "tidak.ada.orangnya"])
def test_every_wrong_sign_in_costs_exactly_one_password_hash(officer, who, monkeypatch):
    name = officer.username if who == "officer" else who
    made = []
    hasher = hashers.get_hasher()
    encode, verify = type(hasher).encode, type(hasher).verify
    monkeypatch.setattr(type(hasher), "encode", lambda *a: made.append("encode") or encode(*a))
    monkeypatch.setattr(type(hasher), "verify", lambda *a: made.append("verify") or verify(*a))

    sign_in(Client(), name, "bukan sandi yang benar")

    assert len(made) == 1


@pytest.mark.parametrize("known", [True, False])
def test_five_wrong_tries_lock_the_name_for_this_address_whether_or_not_it_exists(officer, known):
    name = officer.username if known else "tidak.ada.orangnya"
    statuses = [sign_in(Client(), name, "bukan sandi yang benar").status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 200, 429]
    assert sign_in(Client(), name).status_code == 429


def test_a_lock_holds_for_one_address_and_ends_by_itself(officer):
    for _ in range(5):
        sign_in(Client(), officer.username, "bukan sandi yang benar")

    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), officer.username).status_code == 302
    from datetime import timedelta

    from django.db.models import F

    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert sign_in(Client(), officer.username).status_code == 302


def test_a_forged_forwarded_header_gives_no_new_tries(officer):
    answers = [
        sign_in(Client(headers={"X-Forwarded-For": f"10.0.0.{number}"}), officer.username, "salah sama sekali")
        for number in range(5)
    ]

    assert answers[-1].status_code == 429


def test_one_name_may_be_tried_thirty_times_an_hour_from_everywhere_together(officer):
    for _ in range(TRIES_PER_NAME):
        throttle("sign-in name", officer.username, TRIES_PER_NAME, TRY_PERIOD)

    assert sign_in(Client(REMOTE_ADDR="10.0.0.77"), officer.username).status_code == 429


def test_one_address_cannot_use_up_the_tries_of_a_name(officer):
    for _ in range(TRIES_PER_NAME + 10):
        sign_in(Client(), officer.username, "bukan sandi yang benar")

    assert sign_in(Client(REMOTE_ADDR="10.0.0.77"), officer.username).status_code == 302


def test_what_was_typed_as_name_or_password_is_not_kept_with_the_failure(officer):
    sign_in(Client(), officer.username, "rahasia sekali ini")

    kept = AccessAttempt.objects.get()
    assert "rahasia" not in kept.post_data
    assert officer.username not in kept.post_data


def test_signing_out_is_a_post_and_ends_the_session(officer):
    client = client_of(officer)

    assert client.get("/keluar/").status_code == 200
    client.post("/keluar/")

    assert client.get("/akun/").url.startswith(SIGN_IN)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_inactive", "socialaccount_login"]
)
def test_what_nobody_needs_of_allauth_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_disabled_user_is_out_with_the_next_request(officer):
    client = client_of(officer)
    assert client.get("/akun/").status_code == 200

    type(officer).objects.filter(pk=officer.pk).update(is_active=False)

    assert client.get("/akun/").url.startswith(SIGN_IN)


def test_a_password_that_is_short_or_common_is_refused(officer):
    client = client_of(officer)
    for poor in ["pendek", "123456789012", "password1234"]:
        wanted = {"oldpassword": PASSWORD, "password1": poor, "password2": poor}
        assert client.post("/akun/kata-sandi/", wanted).status_code == 200

    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_changing_the_password_ends_the_other_sessions(officer):
    here, elsewhere = client_of(officer), client_of(officer)
    fresh = "empat kata mudah diingat"

    here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})

    assert here.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").url.startswith(SIGN_IN)


def test_passwords_are_stored_with_argon2(officer):
    assert officer.password.startswith("argon2$")


def test_after_the_password_an_officer_above_kelurahan_is_asked_for_her_code():
    user = user_with(Role.SUDIN, sudin="PPAPP")
    authenticator_of(user)
    client = Client()

    assert sign_in(client, user.username, next="/akun/").url.startswith("/masuk/kode/")
    assert client.get("/akun/").url.startswith(SIGN_IN)
    assert client.post("/masuk/kode/", {"code": code_of(user)}).url == "/akun/"
    assert client.get("/akun/").status_code == 200
