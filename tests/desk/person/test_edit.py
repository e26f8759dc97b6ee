"""Corrections on the page: versions, locks, and what the form shows."""

from decimal import Decimal

import pytest
from django.urls import reverse

from participants.access_log import AccessEntry, AccessKind
from participants.businesses import add_business
from participants.corrections import edit
from participants.details import BusinessDetails
from participants.models import Business
from participants.participants import ParticipantState
from participants.verification import verify
from records.models import StageRecord
from tests.factories import KEDOYA_UTARA, fresh_nik, kelurahan_officer, known, participant, sudin_officer
from tests.sessions import client_of


@pytest.fixture
def person(officer):
    return participant(by=officer, kk="3173050101010001")


@pytest.fixture
def address(person):
    return reverse("person:edit", args=[person.public_id])


@pytest.fixture
def typed(counter, address):
    """The form as it opens, with some fields typed anew."""

    def sent(**changes):
        form = counter.get(address).context["form"]
        values = {name: form[name].value() for name in form.fields}
        return {name: "" if value is None or value is False else value for name, value in values.items()} | changes

    return sent


def test_nik_and_kk_are_not_shown_and_stay_when_left_empty(counter, address, typed, person):
    page = counter.get(address).text
    assert person.nik not in page
    assert person.kk not in page

    assert counter.post(address, typed(birth_place="Bogor")).status_code == 302

    nik, kk = person.nik, person.kk
    person.refresh_from_db()
    assert (person.nik, person.kk, person.birth_place) == (nik, kk, "Bogor")


def test_opening_the_form_is_noted_because_it_shows_birth_date_phone_and_address(counter, address, person, officer):
    counter.get(address)

    kinds = set(AccessEntry.objects.filter(user=officer, participant=person).values_list("kind", flat=True))
    assert kinds == {AccessKind.REVEALED_BIRTH, AccessKind.REVEALED_PHONE, AccessKind.REVEALED_ADDRESS}


def test_opening_the_form_counts_as_revealing(counter, address, monkeypatch):
    monkeypatch.setattr("participants.secrets.MOST_REVEALS", 2)

    assert [counter.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_being_shown_what_another_stored_is_noted_too(counter, address, typed, person, officer):
    sent = typed(phone="0812-3333-4444")
    edit(person, known(person, phone="+6281299998888"), by=officer, version=person.version)
    looks = AccessEntry.objects.filter(kind=AccessKind.REVEALED_PHONE, user=officer, participant=person)
    before = looks.count()

    assert "+6281299998888" in counter.post(address, sent).text
    assert looks.count() == before + 1


def test_the_loser_sees_what_changed_and_keeps_what_was_typed(counter, address, typed, person, officer):
    sent = typed(birth_place="Depok Ketikan Saya", rw="001")
    edit(person, known(person, birth_place="Bogor"), by=officer, version=person.version)

    answer = counter.post(address, sent)

    assert answer.status_code == 409
    changes = answer.context["form"].refusal.changes
    assert [(change.label, change.theirs) for change in changes] == [("tempat lahir", "Bogor")]
    assert "Depok Ketikan Saya" in answer.text
    assert answer.context["form"]["version"].value() == "2"
    person.refresh_from_db()
    assert (person.birth_place, person.rw) == ("Bogor", "011")


def test_verified_the_identity_cannot_be_typed_over(counter, address, typed, person):
    sent = typed(name="Nama Lain", birth_date="01/01/1980", nik=fresh_nik())
    verified = verify(person, by=sudin_officer("PPAPP"))

    answer = counter.post(address, sent | {"version": verified.version})

    assert answer.status_code == 302
    name = person.name
    person.refresh_from_db()
    assert person.name == name
    assert "nik" not in counter.get(address).context["form"].fields


def test_another_nik_is_taken_over_with_its_warnings(counter, address, typed, person):
    other = fresh_nik(day=53)

    assert "Tanggal lahir berbeda" in counter.post(address, typed(nik=other)).text
    assert counter.post(address, typed(nik=other, reason="KTP lama keliru")).status_code == 302

    person.refresh_from_db()
    assert (person.nik, person.identity_reason) == (other, "KTP lama keliru")


def test_a_business_is_added_once_and_edited_under_its_version(counter, person, officer):
    add = reverse("person:add_business", args=[person.public_id])
    once = str(counter.get(add).context["form"]["once"].value())
    sent = {"once": once, "business_name": "Warung Contoh", "business_field": "kuliner"}
    counter.post(add, sent)
    counter.post(add, sent)
    shop = Business.objects.get()

    change = reverse("person:edit_business", args=[person.public_id, shop.public_id])
    counter.post(change, {"version": 1, "business_name": "Warung Dua", "business_field": "kuliner"})
    late = counter.post(change, {"version": 1, "business_name": "Warung Tiga", "business_field": "kuliner"})

    assert late.status_code == 409
    assert "Warung Dua" in late.text
    shop.refresh_from_db()
    assert shop.name == "Warung Dua"


def test_the_capital_which_the_form_does_not_ask_for_stays(counter, person, officer):
    shop = add_business(person, BusinessDetails(name="Toko", field="kuliner", capital=Decimal(5_000_000)), by=officer)
    change = reverse("person:edit_business", args=[person.public_id, shop.public_id])

    counter.post(change, {"version": 1, "business_name": "Toko Baru", "business_field": "kuliner"})

    shop.refresh_from_db()
    assert (shop.name, shop.capital) == ("Toko Baru", 5_000_000)


def test_a_business_of_somebody_else_is_not_found(counter, person, officer):
    other = participant(by=officer)
    shop = add_business(other, BusinessDetails(name="Toko", field="kuliner"), by=officer)

    assert counter.get(reverse("person:edit_business", args=[person.public_id, shop.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["edit", "add_business", "withdraw", "reactivate", "misregister"])
def test_out_of_reach_is_not_found(person, name):
    stranger = client_of(kelurahan_officer(KEDOYA_UTARA))

    assert stranger.get(reverse(f"person:{name}", args=[person.public_id])).status_code == 404


def test_withdrawn_and_back_with_reasons(counter, person):
    for name, state in (("withdraw", ParticipantState.WITHDRAWN), ("reactivate", ParticipantState.ACTIVE)):
        address = reverse(f"person:{name}", args=[person.public_id])
        assert counter.post(address, {"reason": ""}).status_code == 422
        assert counter.post(address, {"reason": "Alasan contoh"}).status_code == 302
        person.refresh_from_db()
        assert person.state == state


def test_salah_daftar_asks_twice(counter, person):
    address = reverse("person:misregister", args=[person.public_id])

    asked = counter.post(address, {"reason": "NIK tertukar"})
    assert asked.status_code == 200
    assert "Ya, batalkan pendaftaran" in asked.text
    assert StageRecord.objects.valid().count() == 1
    counter.post(address, {"reason": "NIK tertukar", "confirmed": "1"})

    person.refresh_from_db()
    assert person.state == ParticipantState.MISREGISTERED
    assert not StageRecord.objects.valid().exists()


def test_salah_daftar_without_a_reason_does_nothing(counter, person):
    address = reverse("person:misregister", args=[person.public_id])

    assert counter.post(address, {"reason": "", "confirmed": "1"}).status_code == 422
    assert StageRecord.objects.valid().count() == 1


@pytest.mark.parametrize(
    ("typed", "shown"), [("2021", "2021"), ("03/2021", "Maret 2021"), ("05/03/2021", "5 Maret 2021")]
)
def test_the_start_of_a_business_is_shown_as_far_as_it_is_known(counter, officer, person, typed, shown):
    business = add_business(person, BusinessDetails(name="Dapur Contoh", field="kuliner"), by=officer)
    page = reverse("person:edit_business", args=[person.public_id, business.public_id])
    sent = {"version": 1, "business_name": "Dapur Contoh", "business_field": "kuliner", "business_started": typed}

    assert counter.post(page, sent).status_code == 302

    assert f'value="{typed}"' in counter.get(page).text
    assert f"<dd>{shown}</dd>" in counter.get(reverse("person:detail", args=[person.public_id])).text
    history = counter.get(reverse("person:history", args=[person.public_id])).text
    assert f"Mulai usaha: – → {shown}" in history
