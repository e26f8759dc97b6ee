"""Officers at the counter, and a form filled in as they would."""

import pytest
from django.urls import reverse

from desk.registering.models import Draft
from foundation.days import today
from tests.factories import DURI_KEPA, fresh_nik, kelurahan_officer
from tests.sessions import client_of


@pytest.fixture
def officer(db):
    return kelurahan_officer()


@pytest.fixture
def counter(officer):
    return client_of(officer)


@pytest.fixture
def check(counter):
    """Type a NIK on the first page."""

    def send(nik=None):
        return counter.post(reverse("registering:begin"), {"nik": nik or fresh_nik()})

    return send


@pytest.fixture
def draft(check) -> Draft:
    """A form that was opened, for a woman born on 12 January 1990."""
    check()
    return Draft.objects.get()


def filled(**changes) -> dict:
    """The form as an officer sends it."""
    return {
        "name": "Contoh Warga Baru",
        "sex": "P",
        "birth_place": "Jakarta",
        "birth_date": "12/01/1990",
        "phone": "0812-0000-0000",
        "ktp_address": "Jalan Contoh 1",
        "ktp_region": "Duri Kepa, Kebon Jeruk, Jakarta Barat",
        "same_address": "on",
        "rt": "4",
        "rw": "011",
        "kelurahan": DURI_KEPA,
        "line": "PPAPP",
        "channel": "kelurahan",
        "registrant_type": "pemula",
        "registered_on": f"{today():%d/%m/%Y}",
        "privacy_given": "dibacakan",
    } | changes
