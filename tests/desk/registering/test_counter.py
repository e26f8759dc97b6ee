"""NIK first: what an officer learns from a number, and what stays behind of it."""

import pytest
from django.urls import reverse

from desk.registering.models import Draft
from participants.access_log import AccessEntry, AccessKind
from participants.leaving import withdraw
from participants.models import Participant
from tests.desk.conftest import filled
from tests.factories import KEDOYA_UTARA, MENTENG, fresh_nik, kelurahan_officer, participant
from tests.sessions import client_of

BEGIN = "registering:begin"


def test_an_unknown_nik_opens_a_form_whose_address_does_not_hold_it(check):
    nik = fresh_nik()

    answer = check(nik)

    draft = Draft.objects.get()
    assert answer.headers["Location"] == reverse("registering:form", args=[draft.public_id])
    assert nik not in answer.headers["Location"]
    assert draft.nik == nik


def test_a_nik_in_the_address_is_not_read(counter):
    answer = counter.get(reverse(BEGIN), {"nik": fresh_nik()})

    assert answer.status_code == 200
    assert not Draft.objects.exists()
    assert not AccessEntry.objects.exists()


def test_somebody_in_my_area_is_a_link(check):
    person = participant()

    answer = check(person.nik)

    assert answer.status_code == 409
    assert reverse("person:detail", args=[person.public_id]) in answer.text


@pytest.mark.parametrize("where", [KEDOYA_UTARA, MENTENG])
def test_somebody_elsewhere_is_one_sentence_and_whom_to_ask(check, where):
    person = participant("KPKP", where, name="Nama Rahasia Sekali")

    answer = check(person.nik)

    assert "NIK ini sudah terdaftar pada Sudin KPKP sejak" in answer.text
    assert "Suku Dinas Ketahanan Pangan, Kelautan dan Pertanian" in answer.text
    for secret in (
        "Nama Rahasia",
        person.registration_number,
        str(person.public_id),
        person.kelurahan.name,
        "Jalan Contoh",
    ):
        assert secret not in answer.text


def test_a_withdrawn_person_still_holds_her_nik(check):
    person = participant()
    withdraw(person, by=kelurahan_officer(), reason="Pindah")

    assert check(person.nik).status_code == 409


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3173051201900", "NIK harus terdiri atas 16 angka."),
        ("3,17305E+15", "rusak oleh Excel"),
        ("3.17305E+15", "rusak oleh Excel"),
        ("9973051201900001", "bukan kode provinsi"),
        ("3173053213900001", "tidak mungkin"),
        ("3173051201900000", "tidak mungkin 0000"),
        ("317305120120000١", "16 angka"),
        ("", "Ketik NIK lebih dahulu."),
    ],
)
def test_a_wrong_nik_says_what_is_wrong_and_is_not_noted(check, counter, typed, words):
    answer = counter.post(reverse(BEGIN), {"nik": typed})

    assert answer.status_code == 422
    assert words in answer.text
    assert not AccessEntry.objects.exists()


def test_spaces_dots_and_dashes_are_let_pass(check):
    nik = fresh_nik()

    check(f" {nik[:6]}.{nik[6:12]} - {nik[12:]} ")

    assert Draft.objects.get().nik == nik


def test_each_look_is_noted_without_the_number(check, officer):
    person, unknown = participant(), fresh_nik()

    check(person.nik)
    check(unknown)

    looks = list(AccessEntry.objects.filter(kind=AccessKind.CHECKED_NIK).order_by("id"))
    assert [(look.user, look.participant) for look in looks] == [(officer, person), (officer, None)]
    assert not any(nik in f"{look.what}{look.reason}" for look in looks for nik in (person.nik, unknown))


def test_too_many_looks_have_to_wait(check, monkeypatch):
    monkeypatch.setattr("participants.lookup.CHECKS", [(2, 600)])

    answers = [check().status_code for _ in range(3)]

    assert answers == [302, 302, 429]
    assert Draft.objects.count() == 2


def test_saving_after_the_look_counts_no_second_time(check, counter, monkeypatch):
    monkeypatch.setattr("participants.lookup.CHECKS", [(2, 600)])

    for name in ("Ani", "Budi"):
        form = check(fresh_nik()).headers["Location"]
        assert counter.post(form, filled(name=name)).status_code == 302

    assert Participant.objects.count() == 2


def test_the_example_is_fresh_valid_and_nobodys(counter, check):
    answer = counter.get(reverse(BEGIN))

    example = answer.context["example"]
    assert check(example.number).status_code == 302
    assert example.number[:4] == "3173"


def test_outside_a_demonstration_there_is_no_example(counter, settings):
    settings.DEMO = False

    assert "Pakai NIK contoh" not in counter.get(reverse(BEGIN)).text


def test_the_same_nik_again_goes_on_with_the_same_form(check):
    nik = fresh_nik()

    assert check(nik).headers["Location"] == check(nik).headers["Location"]
    assert Draft.objects.count() == 1


def test_an_unfinished_form_is_offered_to_its_officer_only(check, counter, draft):
    resume = reverse("registering:form", args=[draft.public_id])

    assert resume in counter.get(reverse(BEGIN)).text
    assert resume not in client_of(kelurahan_officer()).get(reverse(BEGIN)).text


def test_throwing_a_form_away_is_for_its_officer_only(counter, draft):
    discard = reverse("registering:discard", args=[draft.public_id])

    assert client_of(kelurahan_officer()).post(discard).status_code == 404
    assert Draft.objects.exists()
    counter.post(discard)
    assert not Draft.objects.exists()
