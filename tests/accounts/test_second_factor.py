"""The second factor: who must show it, when a session has, and what the demonstration tells."""

from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings

from accounts.second_factor import current_code
from offices.roles import ROLE_TABLE, Role
from tests.factories import PASSWORD, kelurahan_officer, user_with
from tests.sessions import authenticator_of, client_of, code_of

pytestmark = pytest.mark.django_db
REGION_OF_LEVEL = {5: "31.73", 8: "31.73.05", 13: "31.73.05.1005"}


def officer_of(role, **fields):
    rule = ROLE_TABLE[role]
    return user_with(role, REGION_OF_LEVEL[rule.level], "PPAPP" if rule.by_sudin else None, **fields)


ABOVE_KELURAHAN = [role for role in Role if role not in {Role.KELURAHAN, Role.LURAH, Role.STAFF_LURAH}]


@pytest.mark.parametrize("role", ABOVE_KELURAHAN)
def test_every_role_above_kelurahan_sets_up_a_code_before_it_sees_any_page(role):
    user = officer_of(role)
    client = client_of(user, shown=False)

    for address in ["/", "/akun/", "/sistem/pengguna/", "/akun/kata-sandi/", "/akun/kode/", "/akun/token/"]:
        assert client.get(address).url.startswith("/akun/kode/pasang/"), address


def test_a_page_that_takes_forms_of_ended_sessions_is_no_way_around_the_code():
    client = client_of(officer_of(Role.SUDIN), shown=False)

    assert client.get(f"/peserta/daftar/{uuid4()}/").url.startswith("/akun/kode/pasang/")


@pytest.mark.parametrize("role", ABOVE_KELURAHAN)
def test_whoever_has_a_code_must_have_shown_it_in_this_session(role):
    user = officer_of(role)
    authenticator_of(user)
    client = client_of(user, shown=False)

    assert client.get("/akun/").url == "/masuk/ulang/kode/?next=%2Fakun%2F"
    assert client.post("/masuk/ulang/kode/?next=/akun/", {"code": code_of(user)}).url == "/akun/"
    assert client.get("/akun/").status_code == 200


@pytest.mark.parametrize("role", [Role.KELURAHAN, Role.LURAH])
def test_kelurahan_staff_may_do_without(role):
    assert client_of(officer_of(role)).get("/akun/").status_code == 200


def test_a_second_duty_above_kelurahan_asks_for_the_code_from_the_next_request_on():
    user = kelurahan_officer()
    client = client_of(user)
    assert client.get("/akun/").status_code == 200

    from tests.factories import give

    give(user, Role.CAMAT, "31.73.05")

    assert client.get("/akun/").url.startswith("/akun/kode/pasang/")


def test_setting_up_takes_the_first_code_and_then_shows_recovery_codes_once():
    user = officer_of(Role.SUDIN)
    client = client_of(user, shown=False)
    page = client.get("/akun/kode/pasang/")
    secret = page.context["form"].secret

    from accounts.allauth_bridge import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    code = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    assert client.post("/akun/kode/pasang/", {"code": code}).url == "/akun/kode/cadangan/"

    codes = client.get("/akun/kode/cadangan/").context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] not in client.get("/akun/kode/cadangan/").content.decode()
    assert client.get("/akun/").status_code == 200


def test_a_recovery_code_opens_once():
    user = officer_of(Role.SUDIN)
    authenticator_of(user)
    from accounts.allauth_bridge import RecoveryCodes

    code = RecoveryCodes.activate(user).get_unused_codes()[0]

    assert enter(user, code).status_code == 302
    assert enter(user, code).status_code == 422


def enter(user, code, **options):
    """Sign in through the front door with this code."""
    client = Client(**options)
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    return client.post("/masuk/kode/", {"code": code})


def test_a_code_that_was_used_does_not_open_again_nor_does_an_older_one():
    user = officer_of(Role.SUDIN)

    assert enter(user, code_of(user)).status_code == 302
    assert enter(user, code_of(user)).status_code == 422
    assert enter(user, code_of(user, steps=-1)).status_code == 422


def test_a_sign_in_that_waits_for_its_code_can_be_left_for_somebody_else():
    user, other = officer_of(Role.SUDIN), kelurahan_officer()
    authenticator_of(user)
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    assert client.get("/masuk/").url.startswith("/masuk/kode/")

    client.post("/masuk/batal/")

    assert client.post("/masuk/", {"login": other.username, "password": PASSWORD}).status_code == 302
    assert other.full_name in client.get("/akun/").content.decode()


def test_the_code_of_another_user_does_not_open():
    user, other = officer_of(Role.SUDIN), officer_of(Role.SUDIN)
    authenticator_of(user)

    assert enter(user, code_of(other)).status_code == 422


def fail_codes(user, times, client=None):
    client = client or Client()
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    return [client.post("/masuk/kode/", {"code": "12345x"}).status_code for _ in range(times)]


def test_five_wrong_codes_lock_the_name_out_for_this_address_the_password_included():
    user = officer_of(Role.SUDIN)
    authenticator_of(user)
    client = Client()

    assert fail_codes(user, 6, client) == [422] * 4 + [429] * 2
    assert client.post("/masuk/kode/", {"code": code_of(user)}).status_code == 429
    assert Client().post("/masuk/", {"login": user.username, "password": PASSWORD}).status_code == 429
    assert enter(user, code_of(user), REMOTE_ADDR="10.0.0.9").status_code == 302


def test_right_codes_are_not_counted():
    user = officer_of(Role.SUDIN, is_demo=True)
    authenticator_of(user)
    with override_settings(DEMO=True):
        assert [enter(user, current_code(user)).status_code for _ in range(13)] == [302] * 13


def test_wrong_codes_and_wrong_passwords_of_strangers_are_bounded_together():
    user = officer_of(Role.SUDIN)
    authenticator_of(user)
    for number in range(7):
        fail_codes(user, 4, Client(REMOTE_ADDR=f"10.1.0.{number}"))
    fail_codes(user, 2, Client(REMOTE_ADDR="10.1.1.1"))

    assert Client(REMOTE_ADDR="10.1.1.2").post("/masuk/", {"login": user.username}).status_code == 422
    answer = Client(REMOTE_ADDR="10.1.1.2").post("/masuk/", {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 429


def test_officer_and_administrator_read_of_wrong_codes_until_the_password_is_new():
    user, administrator = officer_of(Role.SUDIN), officer_of(Role.ADMINISTRATOR)
    authenticator_of(user)
    assert "kode verifikasi salah" not in client_of(user).get("/akun/").content.decode()
    fail_codes(user, 3)
    pages = [client_of(user).get("/akun/"), client_of(administrator).get(f"/sistem/pengguna/{user.public_id}/")]

    assert all("3 kode verifikasi salah" in page.content.decode() for page in pages)
    user.set_password("kata sandi yang baru sekali")
    user.save()
    assert "kode verifikasi salah" not in client_of(user).get("/akun/").content.decode()


def test_a_slip_of_the_finger_is_not_told():
    user = officer_of(Role.SUDIN)
    authenticator_of(user)
    fail_codes(user, 2)

    assert "kode verifikasi salah" not in client_of(user).get("/akun/").content.decode()


def test_an_apps_secret_waits_sealed_and_is_gone_once_it_is_used():
    user = officer_of(Role.SUDIN)
    client = client_of(user, shown=False)
    secret = client.get("/akun/kode/pasang/").context["form"].secret
    assert secret not in str(dict(client.session))

    wrong = client.post("/akun/kode/pasang/", {"code": "000000x"})
    assert (wrong.status_code, wrong.context["form"].secret) == (422, secret)
    from accounts.allauth_bridge import SECRET_SESSION_KEY, format_hotp_value, hotp_value, yield_hotp_counters_from_time

    code = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    assert client.post("/akun/kode/pasang/", {"code": code}).status_code == 302
    assert SECRET_SESSION_KEY not in client.session


def test_the_secret_lies_encrypted_in_the_database():
    user = officer_of(Role.SUDIN)
    row = authenticator_of(user)
    from allauth.mfa.utils import decrypt

    assert decrypt(row.data["secret"]) not in str(row.data)


def test_whoever_must_have_a_code_cannot_drop_it():
    user = officer_of(Role.SUDIN)
    client = client_of(user)

    client.post("/akun/kode/lepas/")

    assert Authenticator.objects.filter(user=user).exists()


def test_kelurahan_staff_may_drop_theirs():
    user = kelurahan_officer()
    authenticator_of(user)
    client = client_of(user)

    assert client.post("/akun/kode/lepas/").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()


def test_htmx_and_api_are_told_in_their_own_way():
    client = client_of(officer_of(Role.SUDIN), shown=False)

    answer = client.get("/akun/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/akun/kode/pasang/"
    assert "Akun saya" not in answer.content.decode()


def code_page(user):
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    return client.get("/masuk/kode/").content.decode()


def test_in_demo_mode_the_page_tells_a_demo_account_its_code(settings):
    settings.DEMO = True
    user = officer_of(Role.SUDIN, is_demo=True)
    authenticator_of(user)

    page = code_page(user)

    assert "Mode contoh" in page
    assert current_code(user) in page
    assert enter(user, current_code(user)).status_code == 302
    assert enter(user, current_code(user)).status_code == 302, "two visitors may come within the same half minute"


@pytest.mark.parametrize(("demo", "is_demo"), [(False, True), (True, False), (False, False)])
def test_no_code_is_told_outside_demo_mode_nor_to_a_real_account(settings, demo, is_demo):
    settings.DEMO = demo
    user = officer_of(Role.SUDIN, is_demo=is_demo)
    authenticator_of(user)

    assert current_code(user) is None
    page = code_page(user)
    assert "Mode contoh" not in page
    assert code_of(user) not in page


def test_demo_accounts_are_refused_outside_demo_mode(settings):
    from demonstration import accounts
    from foundation.errors import Refused

    settings.DEMO = False

    with pytest.raises(Refused):
        accounts.make("sandi contoh yang panjang")


def test_demo_accounts_are_made_once_and_each_can_sign_in(settings):
    from demonstration import accounts
    from offices.users import User

    settings.DEMO = True
    accounts.make(PASSWORD)
    accounts.make(PASSWORD)

    assert User.objects.filter(is_demo=True).count() == len(accounts.ACCOUNTS) == len(accounts.accounts()) == 17
    user = User.objects.get(username="perekonomian")
    assert enter(user, current_code(user)).status_code == 302
