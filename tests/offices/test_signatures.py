"""Whoever acts in another's name is named so, on the days it held."""

from datetime import timedelta

import pytest

from foundation.days import today
from offices.roles import Role
from offices.signatures import Signatures
from participants import access_log
from participants.access_log import AccessKind
from tests.factories import DURI_KEPA, give, kelurahan_officer, participant, user_with
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
WORDS = "a.n. Lurah Kelurahan Duri Kepa"


@pytest.fixture
def staff():
    return user_with(Role.STAFF_LURAH, DURI_KEPA)


def test_staff_signs_in_the_name_of_the_office_while_the_duty_holds(staff):
    names = Signatures([staff])

    assert names.of(staff, today()) == f"{staff} ({WORDS})"
    assert names.of(staff, today() + timedelta(days=31)) == str(staff)


def test_with_a_duty_of_her_own_she_signs_for_herself(staff):
    give(staff, Role.KELURAHAN, DURI_KEPA)

    assert Signatures([staff]).of(staff, today()) == str(staff)
    assert Signatures([]).of(kelurahan_officer(), today()).startswith("Petugas Uji")


def test_the_access_log_and_every_page_of_hers_say_it(staff):
    access_log.note(staff, AccessKind.OPENED, participant())

    assert WORDS in client_of(user_with(Role.DPO)).get("/sistem/akses/").text
    assert WORDS in client_of(staff).get("/akun/").text
