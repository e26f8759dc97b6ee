"""Correcting a person: version, locks, NIK."""

from datetime import date

import pytest

from foundation.errors import NeedsReason, NotAllowed, Refused, Stale, TooMany
from participants.access_log import AccessEntry, AccessKind
from participants.businesses import Business, add_business, edit_business
from participants.corrections import edit
from participants.details import BusinessDetails
from participants.identity import read_nik
from participants.leaving import withdraw
from participants.participants import IdentityState
from participants.registration import AlreadyRegistered, find_by_nik, phone_index
from participants.verification import return_with_reason, verify
from tests.factories import KEDOYA_UTARA, fresh_nik, kelurahan_officer, known, participant, sudin_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return kelurahan_officer()


@pytest.fixture
def person(officer):
    return participant(by=officer)


def test_the_loser_learns_which_fields_changed_meanwhile_and_no_others(person, officer):
    seen = person.version
    edit(person, known(person, birth_place="Bogor", rt="009"), by=officer, version=seen)

    with pytest.raises(Stale) as lost:
        edit(person, known(person, birth_place="Depok", rt="009", rw="001"), by=officer, version=seen)

    assert [(c.field, c.theirs, c.yours) for c in lost.value.changes] == [("birth_place", "Bogor", "Depok")]
    person.refresh_from_db()
    assert (person.birth_place, person.rw) == ("Bogor", "011")


def test_the_nik_another_officer_stored_is_masked_in_the_difference(person, officer):
    seen, stored = person.version, fresh_nik()
    edit(person, known(person), by=officer, version=seen, nik=read_nik(stored))

    with pytest.raises(Stale) as lost:
        edit(person, known(person), by=officer, version=seen, nik=read_nik(fresh_nik()))

    assert [change.theirs for change in lost.value.changes] == [f"{stored[:4]}••••••••••••"]


def test_a_kk_another_officer_emptied_is_a_dash(officer):
    person = participant(by=officer, kk="3173050101010001")
    seen = person.version
    edit(person, known(person, kk=None), by=officer, version=seen)

    with pytest.raises(Stale) as lost:
        edit(person, known(person, kk="3173050101010002"), by=officer, version=seen)

    assert [change.theirs for change in lost.value.changes] == ["–"]


def test_a_nik_typed_as_a_correction_is_a_look_counted_and_written_down(person, officer, monkeypatch):
    monkeypatch.setattr("participants.lookup.CHECKS", [(1, 600)])
    other = participant()

    with pytest.raises(AlreadyRegistered):
        edit(person, known(person), by=officer, version=person.version, nik=read_nik(other.nik))
    with pytest.raises(TooMany):
        edit(person, known(person), by=officer, version=person.version, nik=read_nik(other.nik))

    look = AccessEntry.objects.get(kind=AccessKind.CHECKED_NIK)
    assert (look.user, look.participant) == (officer, other)


def test_her_own_nik_typed_again_is_no_look(person, officer):
    edit(person, known(person, birth_place="Bogor"), by=officer, version=person.version, nik=read_nik(person.nik))

    assert not AccessEntry.objects.exists()


def test_a_neighbouring_kelurahan_may_not_correct(person):
    with pytest.raises(NotAllowed):
        edit(person, known(person, birth_place="Bogor"), by=kelurahan_officer(KEDOYA_UTARA), version=person.version)


@pytest.mark.parametrize("change", [{"name": "Nama Lain"}, {"birth_date": date(1990, 1, 1)}, {}])
def test_identity_is_locked_after_verification(person, officer, change):
    verified = verify(person, by=sudin_officer("PPAPP"))
    nik = None if change else read_nik(fresh_nik())

    with pytest.raises(Refused, match="Terkunci sejak diverifikasi"):
        edit(verified, known(verified, **change), by=officer, version=verified.version, nik=nik)

    edited = edit(
        verified, known(verified, phone="+6281211112222", name=verified.name), by=officer, version=verified.version
    )
    assert edited.identity_state == IdentityState.VERIFIED


def test_whoever_may_verify_is_told_to_return_a_locked_registration_herself(person):
    sudin = sudin_officer("PPAPP")
    verified = verify(person, by=sudin)

    with pytest.raises(Refused, match="Bila keliru, kembalikan pendaftaran ini"):
        edit(verified, known(verified, name="Nama Lain"), by=sudin, version=verified.version)


def test_correcting_a_returned_registration_puts_it_back_in_the_queue(person, officer):
    returned = return_with_reason(person, by=sudin_officer("PPAPP"), reason="Nama keliru")

    edited = edit(returned, known(returned, name="Nama Benar"), by=officer, version=returned.version)

    assert (edited.identity_state, edited.identity_note) == (IdentityState.REGISTERED, "")


def test_a_new_nik_is_found_and_the_old_one_is_free(person, officer):
    old, new = read_nik(person.nik), read_nik(fresh_nik())

    edit(person, known(person), by=officer, version=person.version, nik=new)

    assert find_by_nik(new) == person
    assert find_by_nik(old) is None


def test_a_nik_that_another_holds_is_refused(person, officer):
    other = participant()

    with pytest.raises(AlreadyRegistered):
        edit(person, known(person), by=officer, version=person.version, nik=read_nik(other.nik))


def test_a_new_difference_from_the_nik_needs_a_reason_that_is_kept(person, officer):
    other_day = person.birth_date.replace(day=2)

    with pytest.raises(NeedsReason, match="Tanggal lahir berbeda"):
        edit(person, known(person, birth_date=other_day), by=officer, version=person.version)
    edited = edit(
        person, known(person, birth_date=other_day), by=officer, version=person.version, reason="Sesuai akta lahir"
    )

    assert edited.identity_reason == "Sesuai akta lahir"


def test_a_new_phone_is_found_by_its_index(person, officer):
    edit(person, known(person, phone="+6281211112222"), by=officer, version=person.version)

    person.refresh_from_db()
    assert bytes(person.phone_index) == phone_index("+6281211112222")


def test_nothing_changed_is_no_new_version(person, officer):
    edited = edit(person, known(person, name=person.name), by=officer, version=person.version)

    assert edited.version == person.version


def test_somebody_who_left_is_not_corrected(person, officer):
    gone = withdraw(person, by=officer, reason="Pindah")

    with pytest.raises(Refused, match="tidak aktif"):
        edit(gone, known(gone, birth_place="Bogor"), by=officer, version=gone.version)


def test_businesses_are_added_and_changed_under_a_version(person, officer):
    shop = add_business(person, BusinessDetails(name="Warung Contoh", field="kuliner"), by=officer)
    edit_business(shop, BusinessDetails(name="Warung Contoh Dua", field="kuliner"), by=officer, version=1)

    with pytest.raises(Stale) as lost:
        third = BusinessDetails(name="Warung Tiga", field="kuliner")
        edit_business(Business.objects.get(), third, by=officer, version=1)

    assert [(c.label, c.theirs) for c in lost.value.changes] == [("nama usaha", "Warung Contoh Dua")]
    with pytest.raises(NotAllowed):
        add_business(person, BusinessDetails(name="Toko", field="kuliner"), by=kelurahan_officer(KEDOYA_UTARA))
