"""One-time links: a first or a new password."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client

from accounts import links
from accounts.links import PasswordLink
from foundation.errors import Refused
from offices.users import User
from tests.factories import PASSWORD, kelurahan_officer
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
FRESH = "empat kata mudah diingat"


@pytest.fixture
def officer():
    return kelurahan_officer()


@pytest.fixture
def token(officer):
    return links.make(officer, by=None)


def send(token, password=FRESH, again=None):
    return Client().post(f"/aktivasi/{token}/", {"password1": password, "password2": again or password})


def test_a_link_sets_the_password_and_leads_to_sign_in(officer, token):
    assert Client().get(f"/aktivasi/{token}/").status_code == 200
    assert send(token).url == "/masuk/"

    officer.refresh_from_db()
    assert officer.check_password(FRESH)


def test_a_link_works_once(officer, token):
    send(token)

    assert send(token, "kata sandi orang lain lagi").status_code == 404
    officer.refresh_from_db()
    assert officer.check_password(FRESH)


def test_looking_at_a_link_does_not_use_it_up(token):
    for _ in range(3):
        assert Client().get(f"/aktivasi/{token}/").status_code == 200


def test_a_link_ends_after_72_hours(officer, token):
    PasswordLink.objects.update(
        made_at=F("made_at") - timedelta(hours=72, minutes=1),
        expires_at=F("expires_at") - timedelta(hours=72, minutes=1),
    )

    assert send(token).status_code == 404
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_new_link_replaces_the_one_before(officer, token):
    newer = links.make(officer, by=None)

    assert send(token).status_code == 404
    assert send(newer).status_code == 302


def test_a_link_of_a_disabled_account_does_not_work(officer, token):
    User.objects.filter(pk=officer.pk).update(is_active=False)

    assert send(token).status_code == 404


def test_used_replaced_expired_and_invented_links_look_alike(token):
    send(token)

    assert send(token).content == Client().post("/aktivasi/karangan-belaka/", {}).content


def test_only_a_hash_of_the_link_is_stored(token):
    row = PasswordLink.objects.values().get()

    assert token not in str(row)
    assert bytes(row["digest"]) != token.encode()


@pytest.mark.parametrize("poor", ["pendek", "123456789012", "password1234", "x" * 201])
def test_a_poor_password_is_refused_and_the_link_stays_good(token, poor):
    assert send(token, poor).status_code == 422
    assert send(token).status_code == 302


def test_two_different_passwords_are_refused(token):
    assert send(token, FRESH, "lain sekali dari itu").status_code == 422


def test_a_new_password_ends_every_session_of_the_user(officer, token):
    client = client_of(officer)
    send(token)

    assert client.get("/akun/").url.startswith("/masuk/")


def test_the_verb_refuses_what_was_used_a_moment_ago(token):
    links.use(token, FRESH)

    with pytest.raises(Refused):
        links.use(token, FRESH)


def test_first_admin_prints_a_link_that_makes_an_administrator(capsys):
    call_command("first_admin", "Kepala.TI")

    address = capsys.readouterr().out.strip().splitlines()[-1]
    assert send(address.rstrip("/").rsplit("/", 1)[1]).status_code == 302
    admin = User.objects.get(username="kepala.ti")
    assert [(duty.role, duty.region_id) for duty in admin.scope.duties] == [("administrator", "31.73")]


def test_first_admin_again_gives_a_new_link_and_no_second_duty(capsys):
    call_command("first_admin", "kepala.ti")
    call_command("first_admin", "kepala.ti")

    assert User.objects.get(username="kepala.ti").duties.count() == 1


@pytest.mark.parametrize("region", ["31.73.05", "99.99"])
def test_first_admin_refuses_what_is_not_a_city(region):
    with pytest.raises(CommandError):
        call_command("first_admin", "kepala.ti", "--wilayah", region)
