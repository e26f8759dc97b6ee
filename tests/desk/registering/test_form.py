"""The form: what it stores and what it warns of."""

import pytest
from django.urls import reverse

from desk.registering import drafts
from desk.registering.models import Draft
from offices.roles import Role
from participants.models import Participant
from participants.participants import IdentityState
from records.models import StageCode, StageRecord
from tests.desk.conftest import filled
from tests.factories import KEDOYA_UTARA, fresh_nik, give, participant, sudin_officer
from tests.sessions import client_of


@pytest.fixture
def send(counter, address):
    return lambda **changes: counter.post(address, filled(**changes))


def test_the_form_is_filled_in_with_what_the_nik_tells(counter, address, draft):
    page = counter.get(address)

    assert page.context["form"]["birth_date"].value() == "12/01/1990"
    assert page.context["form"]["sex"].value() == "P"
    assert draft.nik not in page.text


def test_saving_makes_one_participant_with_p1_and_leads_to_the_receipt(send, officer):
    nik = Draft.objects.get().nik
    answer = send()

    person = Participant.objects.get()
    assert answer.headers["Location"] == reverse("person:receipt", args=[person.public_id])
    assert (person.nik, person.registered_by, person.rt, person.phone) == (nik, officer, "004", "+6281200000000")
    assert person.domicile_address == "Jalan Contoh 1"
    assert person.identity_state == IdentityState.REGISTERED
    assert StageRecord.objects.get().stage_id == StageCode.REGISTRATION
    assert not Draft.objects.exists()


def test_saving_and_adding_another_goes_back_to_the_nik(send, counter):
    answer = send(again="1")

    assert answer.headers["Location"] == reverse("registering:begin")
    assert Participant.objects.get().registration_number in counter.get(reverse("registering:begin")).text


def test_sent_twice_it_registers_once_and_shows_the_same_receipt(send):
    assert send().headers["Location"] == send().headers["Location"]
    assert Participant.objects.count() == 1


def test_another_tab_with_other_content_is_told_who_was_registered_and_keeps_what_it_holds(send):
    send()
    answer = send(name="Contoh Tab Kedua")

    person = Participant.objects.get()
    assert answer.status_code == 422
    assert person.registration_number in answer.text
    assert reverse("person:detail", args=[person.public_id]) in answer.text
    assert 'value="Contoh Tab Kedua"' in answer.text


def test_a_form_that_was_sent_opens_as_the_person_it_registered(send, counter, address):
    send()
    person = Participant.objects.get()
    answer = counter.get(address, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("person:detail", args=[person.public_id])
    assert f"sudah dikirim: peserta terdaftar dengan nomor {person.registration_number}" in answer.text


def test_a_form_that_was_thrown_away_leads_to_the_nik_and_says_why(counter, address, draft):
    draft.delete()
    assert "Isian itu sudah tidak ada" in counter.get(address, follow=True).text


def test_what_is_to_be_mended_stands_on_top_and_leads_to_its_fields(send):
    answer = send(name="", birth_date="12/13/1990", email="bukan surel")

    assert '<a href="#id_name">Nama lengkap</a>: Wajib diisi.' in answer.text
    assert '<a href="#id_birth_date">' in answer.text
    assert "Tulis surel lengkap, misalnya nama@contoh.id." in answer.text


def test_the_business_is_kept_and_its_scale_computed(send):
    send(
        business_name="Warung Contoh",
        business_field="kuliner",
        business_started="03/2021",
        business_workers="2",
        business_turnover="15.000.000",
    )

    business = Participant.objects.get().businesses.get()
    assert (business.monthly_turnover, business.workers, business.scale.label) == (15_000_000, 2, "Mikro")


def test_half_a_business_is_asked_for_the_rest(send):
    answer = send(business_turnover="15.000.000")

    assert answer.status_code == 422
    assert "Isi nama usaha." in answer.text
    assert "Pilih bidang usaha." in answer.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"birth_date": "13/01/1990"}, "Tanggal lahir berbeda"),
        ({"sex": "L"}, "Jenis kelamin berbeda"),
    ],
)
def test_a_difference_from_the_nik_needs_a_reason_that_is_kept(send, change, words):
    answer = send(**change)
    assert answer.status_code == 409
    assert words in answer.text
    assert not Participant.objects.exists()

    send(**change, reason="Sesuai akta kelahiran")
    assert Participant.objects.get().identity_reason == "Sesuai akta kelahiran"


def test_an_unknown_kecamatan_in_the_nik_needs_a_reason(check, counter):
    check("317399" + fresh_nik()[6:])
    address = reverse("registering:form", args=[Draft.objects.get().public_id])

    assert "Kode kecamatan pada NIK (317399) tidak dikenal" in counter.post(address, filled()).text
    assert counter.post(address, filled(reason="Kecamatan lama")).status_code == 302


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "name"),
        ({"kk": "3173"}, "16 angka"),
        ({"kk": "3,17305E+15"}, "rusak oleh Excel"),
        ({"phone": "021-5555555"}, "Tulis nomor HP"),
        ({"birth_date": "12/13/1990"}, "tidak ada di kalender"),
        ({"birth_date": "12/01/2090"}, "tidak boleh melebihi hari ini"),
        ({"same_address": ""}, "Isi alamat domisili"),
        ({"rt": "barat"}, "misalnya 004"),
        ({"registered_on": "01/01/2090"}, "paling akhir hari ini"),
        ({"registered_on": "01/01/1990"}, "paling awal"),
        ({"kelurahan": KEDOYA_UTARA}, "kelurahan"),
        ({"business_name": "Toko", "business_field": "kuliner", "business_turnover": "-5"}, "Tulis jumlah rupiah"),
        ({"privacy_given": ""}, "privacy_given"),
    ],
)
def test_a_wrong_field_says_what_to_do_and_everything_typed_stays(send, change, words):
    answer = send(**change, birth_place="Kota Yang Diketik")

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors)
    assert "Kota Yang Diketik" in answer.text
    assert drafts.typed_in(Draft.objects.get())["birth_place"] == "Kota Yang Diketik"
    assert not Participant.objects.exists()


def test_a_nik_taken_while_typing_is_told_and_nothing_is_lost(send, draft):
    participant("KPKP", KEDOYA_UTARA, nik=draft.nik)

    answer = send()

    assert answer.status_code == 409
    assert "sudah terdaftar pada Sudin KPKP" in answer.text
    assert Draft.objects.exists()


def test_a_sudin_officer_chooses_among_her_kota_and_her_own_lines(db):
    client = client_of(sudin_officer("PPKUKM"))
    client.post(reverse("registering:begin"), {"nik": fresh_nik()})
    form = client.get(reverse("registering:form", args=[Draft.objects.get().public_id])).context["form"]

    groups = [name for name, _ in form.fields["kelurahan"].choices[1:]]
    assert groups[:2] == ["Kecamatan Cengkareng", "Kecamatan Grogol Petamburan"]
    assert [code for code, _ in form.fields["line"].choices] == ["", "PPKUKM.UKM", "PPKUKM.IKM"]


def test_an_officer_of_two_sudin_says_in_whose_name(db):
    officer = sudin_officer("PPAPP")
    give(officer, Role.SUDIN, sudin="KPKP")
    client = client_of(officer)
    client.post(reverse("registering:begin"), {"nik": fresh_nik()})
    address = reverse("registering:form", args=[Draft.objects.get().public_id])

    refused = client.post(address, filled())
    assert (refused.status_code, "Pilih sudin pelaksana." in refused.text) == (409, True)
    client.post(address, filled(acting="KPKP"))

    assert StageRecord.objects.get().acting_sudin_id == "KPKP"


def test_a_kelurahan_officer_has_her_kelurahan_preset(counter, address):
    form = counter.get(address).context["form"]

    assert form.fields["kelurahan"].choices == [("Kecamatan Kebon Jeruk", [("31.73.05.1005", "Duri Kepa")])]


def test_an_officer_of_a_kecamatan_begins_with_the_counter_of_the_kecamatan(address, draft, officer, counter):
    officer.duties.update(role=Role.KECAMATAN, region="31.73.05")
    client = client_of(type(officer).objects.get(pk=officer.pk))

    assert client.get(address).context["form"]["channel"].value() == "kecamatan"
