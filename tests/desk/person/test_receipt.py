"""The receipt: what the resident takes home, and who may print it."""

import pytest
from django.urls import reverse

from desk.person.misregistration import misregister
from desk.person.views.receipt import code_of
from participants.access_log import AccessEntry, AccessKind
from tests.factories import KEDOYA_UTARA, kelurahan_officer, participant
from tests.sessions import client_of


@pytest.fixture
def person(officer):
    return participant(by=officer, name="Contoh Penerima")


def test_it_has_the_number_its_code_and_no_full_nik(counter, person):
    page = counter.get(reverse("person:receipt", args=[person.public_id])).text

    assert person.registration_number in page
    assert code_of(person.registration_number) in page
    assert person.nik not in page
    assert f"{person.nik[:4]}••••••••••••" in page
    assert "Suku Dinas Pemberdayaan" in page
    assert "Langkah berikutnya" in page


def test_each_print_is_noted(counter, officer, person):
    counter.get(reverse("person:receipt", args=[person.public_id]))

    look = AccessEntry.objects.get(kind=AccessKind.PRINTED)
    assert (look.user, look.participant) == (officer, person)


def test_out_of_reach_it_does_not_exist(person):
    stranger = client_of(kelurahan_officer(KEDOYA_UTARA))

    assert stranger.get(reverse("person:receipt", args=[person.public_id])).status_code == 404


def test_the_code_has_no_inline_style(person):
    assert "style=" not in code_of(person.registration_number)


def test_after_salah_daftar_there_is_none(counter, officer, person):
    misregister(person, by=officer, reason="Tertukar")

    assert counter.get(reverse("person:receipt", args=[person.public_id])).status_code == 409
