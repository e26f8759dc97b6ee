"""The access log as the officer who answers for personal data reads it."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.days import start_of, today
from offices.roles import Role
from participants import access_log
from participants.access_log import AccessKind
from tests.factories import DURI_KEPA, MENTENG, kelurahan_officer, participant, user_with
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
LOG = "/sistem/akses/"


@pytest.fixture
def client():
    return client_of(user_with(Role.DPO))


@pytest.fixture
def officer():
    return kelurahan_officer()


def rows(client, **filters):
    return client.get(LOG, filters).context["page"].rows


def test_it_tells_who_looked_at_whom_and_why_but_no_name(client, officer):
    person = participant(name="Siti Rahasia")
    access_log.note(officer, AccessKind.REVEALED_NIK, person, reason="Mencocokkan KTP")

    page = client.get(LOG).content.decode()

    assert officer.username in page
    assert person.registration_number in page
    assert "Mencocokkan KTP" in page
    assert "Siti Rahasia" not in page


def test_filters_narrow_by_user_person_kind_and_period(client, officer):
    person, other = participant(), kelurahan_officer()
    mine = access_log.note(officer, AccessKind.REVEALED_NIK, person)
    theirs = access_log.note(other, AccessKind.CHECKED_NIK)
    day = today().strftime("%d/%m/%Y")

    assert rows(client, user=officer.username) == [mine]
    assert rows(client, participant=person.registration_number) == [mine]
    assert rows(client, kind=AccessKind.CHECKED_NIK) == [theirs]
    assert rows(client, since=day, until=day) == [theirs, mine]
    assert rows(client, until="01/01/2020") == []
    assert "mendahului" in client.get(LOG, {"since": day, "until": "01/01/2020"}).content.decode()


def test_a_registration_number_is_found_however_its_digits_are_parted(client, officer):
    person = participant()
    mine = access_log.note(officer, AccessKind.REVEALED_NIK, person)

    assert mine in rows(client, participant=person.registration_number.replace("-", ""))


def test_a_day_is_jakartas_and_asked_as_moments_that_the_index_holds(client, officer):
    with time_machine.travel(start_of(date(2026, 3, 2)), tick=False):
        entry = access_log.note(officer, AccessKind.CHECKED_NIK)
    second, first = {"since": "02/03/2026", "until": "02/03/2026"}, {"since": "01/03/2026", "until": "01/03/2026"}

    with CaptureQueriesContext(connection) as asked:
        assert (rows(client, **second), rows(client, **first)) == ([entry], [])
    assert not [query for query in asked if "AT TIME ZONE" in query["sql"]]


def test_looks_in_another_city_are_not_there(client):
    stranger = kelurahan_officer(MENTENG)
    access_log.note(stranger, AccessKind.REVEALED_NIK, participant(kelurahan=MENTENG))
    access_log.note(stranger, AccessKind.CHECKED_NIK)

    assert [entry for entry in rows(client) if entry.user_id == stranger.pk] == []


def test_pages_follow_each_other_without_a_gap(client, officer):
    made = [access_log.note(officer, AccessKind.CHECKED_NIK) for _ in range(60)]
    first = client.get(LOG).context["page"]
    second = client.get(LOG, {"cursor": first.next}).context["page"]

    assert [*first.rows, *second.rows] == made[::-1]


@pytest.mark.parametrize("role", [Role.KELURAHAN, Role.ADMINISTRATOR, Role.PEREKONOMIAN])
def test_nobody_else_reads_it(role):
    place = DURI_KEPA if role == Role.KELURAHAN else "31.73"
    assert client_of(user_with(role, place)).get(LOG).status_code == 403
