"""The way in and out."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import hashers
from django.db.models import F
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts import attempts
from foundation.history import Change
from foundation.models import Throttle
from offices.roles import Role
from tests.factories import PASSWORD, kelurahan_officer, user_with
from tests.sessions import authenticator_of, client_of, code_of

pytestmark = pytest.mark.django_db
SIGN_IN = "/masuk/"
FRESH = "empat kata mudah diingat"


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

    assert sign_in(Client(), officer.username.replace(letter, twin)).status_code == 422


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
    assert {answer.status_code for answer in answers} == {422}
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

    assert statuses == [422, 422, 422, 422, 429]
    assert sign_in(Client(), name).status_code == 429


def test_a_lock_holds_for_one_address_and_ends_by_itself(officer):
    for _ in range(5):
        sign_in(Client(), officer.username, "bukan sandi yang benar")

    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), officer.username).status_code == 302
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    assert sign_in(Client(), officer.username).status_code == 302


def test_a_forged_forwarded_header_gives_no_new_tries(officer):
    answers = [
        sign_in(Client(headers={"X-Forwarded-For": f"10.0.0.{number}"}), officer.username, "salah sama sekali")
        for number in range(5)
    ]

    assert answers[-1].status_code == 429


def fail_from_everywhere(name, times):
    """Wrong passwords for this name, each from an address of its own."""
    for number in range(times):
        sign_in(Client(REMOTE_ADDR=f"10.1.0.{number}"), name, "bukan sandi yang benar")


def strangers_failed(name, times):
    """The same, without waiting for the hashes."""
    for _ in range(times):
        attempts.count(attempts._NAME, name, attempts.PERIOD)


@pytest.mark.parametrize("known", [True, False])
def test_one_name_may_fail_thirty_times_an_hour_from_everywhere_together(officer, known):
    name = officer.username if known else "tidak.ada.orangnya"
    strangers_failed(name, attempts.FAILURES_PER_NAME - 1)
    fail_from_everywhere(name, 1)

    answer = sign_in(Client(REMOTE_ADDR="10.0.0.77"), name)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600


def test_strangers_cannot_lock_an_officer_out_of_her_own_office(officer):
    office = {"REMOTE_ADDR": "10.0.0.50"}
    assert sign_in(Client(**office), officer.username).status_code == 302
    strangers_failed(officer.username, attempts.FAILURES_PER_NAME)

    assert sign_in(Client(REMOTE_ADDR="10.0.0.77"), officer.username).status_code == 429
    assert sign_in(Client(**office), officer.username).status_code == 302


def test_at_a_known_address_five_failures_still_lock(officer):
    sign_in(Client(), officer.username)
    statuses = [sign_in(Client(), officer.username, "bukan sandi yang benar").status_code for _ in range(5)]

    assert statuses[-1] == 429


def test_an_address_where_was_no_sign_in_for_long_is_a_strangers_again(officer):
    sign_in(Client(), officer.username)
    AccessLog.objects.update(attempt_time=F("attempt_time") - attempts.KNOWN_FOR - timedelta(days=1))
    strangers_failed(officer.username, attempts.FAILURES_PER_NAME)

    assert sign_in(Client(), officer.username).status_code == 429


def test_a_morning_of_right_sign_ins_at_one_address_is_nothing(officer):
    """121 were the end of an address once, right ones included."""
    for _ in range(13):
        assert sign_in(Client(), officer.username).status_code == 302

    assert not Throttle.objects.exists()


def test_one_address_that_fails_for_many_names_stops_strangers_only(officer):
    colleague = kelurahan_officer()
    sign_in(Client(), officer.username)
    for _ in range(attempts.FAILURES_PER_ADDRESS):
        attempts.count(attempts._ADDRESS, "127.0.0.1", attempts.PERIOD)

    answer = sign_in(Client(), colleague.username)
    assert (answer.status_code, "Retry-After" in answer) == (429, True)
    assert sign_in(Client(), officer.username).status_code == 302


def test_one_address_cannot_use_up_the_tries_of_a_name(officer):
    for _ in range(attempts.FAILURES_PER_NAME + 10):
        sign_in(Client(), officer.username, "bukan sandi yang benar")

    assert sign_in(Client(REMOTE_ADDR="10.0.0.77"), officer.username).status_code == 302


def test_a_lock_says_how_long_to_wait(officer):
    answers = [sign_in(Client(), officer.username, "bukan sandi yang benar") for _ in range(6)]

    assert [answer.get("Retry-After") for answer in answers[-2:]] == ["900", "900"]


def test_wrong_passwords_within_a_session_count_like_those_at_sign_in(officer):
    client = client_of(officer)
    wrong = {"oldpassword": "bukan sandi yang benar", "password1": FRESH, "password2": FRESH}
    statuses = [client.post("/akun/kata-sandi/", wrong).status_code for _ in range(6)]

    assert statuses == [422] * 4 + [429] * 2
    assert client.get("/akun/").status_code == 200


def test_what_a_sign_in_writes_is_recorded_as_the_users(officer):
    sign_in(Client(), officer.username)

    written = Change.objects.filter(label="permintaan POST")
    assert {change.table_name for change in written} >= {"offices_user"}
    assert {change.user_id for change in written} == {officer.pk}


def test_what_a_sign_in_with_a_code_writes_is_recorded_as_the_users():
    user = user_with(Role.SUDIN, sudin="PPAPP")
    code = code_of(user)
    client = Client()
    sign_in(client, user.username)
    assert client.post("/masuk/kode/", {"code": code}).status_code == 302

    written = Change.objects.filter(label="permintaan POST")
    assert {change.table_name for change in written} >= {"offices_user", "mfa_authenticator"}
    assert {change.user_id for change in written} == {user.pk}


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
    for poor in ["pendek", "123456789012", "password1234", "passwordpassword"]:
        wanted = {"oldpassword": PASSWORD, "password1": poor, "password2": poor}
        assert client.post("/akun/kata-sandi/", wanted).status_code == 422

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
