"""Correcting a person: version, locks, NIK."""

import pytest

from foundation.errors import NeedsReason, NotAllowed, Refused, Stale, TooMany
from participants.access_log import AccessEntry, AccessKind
from participants.businesses import Business, add_business, edit_business
from participants.corrections import edit
from participants.identity import read_nik
from participants.leaving import withdraw
from participants.participants import IdentityState
from participants.registration import AlreadyRegistered, find_by_nik, phone_index
from participants.verification import return_with_reason, verify
from tests.factories import KEDOYA_UTARA, fresh_nik, kelurahan_officer, participant, sudin_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return kelurahan_officer()


@pytest.fixture
def person(officer):
    return participant(by=officer)


def test_the_loser_learns_which_fields_changed_meanwhile_and_no_others(person, officer):
    seen = person.version
    edit(person, by=officer, version=seen, birth_place="Bogor", rt="009")

    with pytest.raises(Stale) as lost:
        edit(person, by=officer, version=seen, birth_place="Depok", rt="009", rw="001")

    assert [(c.field, c.theirs, c.yours) for c in lost.value.changes] == [("birth_place", "Bogor", "Depok")]
    person.refresh_from_db()
    assert (person.birth_place, person.rw) == ("Bogor", "011")


def test_the_nik_another_officer_stored_is_masked_in_the_difference(person, officer):
    seen, stored = person.version, fresh_nik()
    edit(person, by=officer, version=seen, nik=read_nik(stored))

    with pytest.raises(Stale) as lost:
        edit(person, by=officer, version=seen, nik=read_nik(fresh_nik()))

    assert [change.theirs for change in lost.value.changes] == [f"{stored[:4]}••••••••{stored[-4:]}"]


def test_a_kk_another_officer_emptied_is_a_dash(officer):
    person = participant(by=officer, kk="3173050101010001")
    seen = person.version
    edit(person, by=officer, version=seen, kk=None)

    with pytest.raises(Stale) as lost:
        edit(person, by=officer, version=seen, kk="3173050101010002")

    assert [change.theirs for change in lost.value.changes] == ["–"]


def test_a_nik_typed_as_a_correction_is_a_look_counted_and_written_down(person, officer, monkeypatch):
    monkeypatch.setattr("participants.lookup.CHECKS", [(1, 600)])
    other = participant()

    with pytest.raises(AlreadyRegistered):
        edit(person, by=officer, version=person.version, nik=read_nik(other.nik))
    with pytest.raises(TooMany):
        edit(person, by=officer, version=person.version, nik=read_nik(other.nik))

    look = AccessEntry.objects.get(kind=AccessKind.CHECKED_NIK)
    assert (look.user, look.participant) == (officer, other)


def test_her_own_nik_typed_again_is_no_look(person, officer):
    edit(person, by=officer, version=person.version, nik=read_nik(person.nik), birth_place="Bogor")

    assert not AccessEntry.objects.exists()


def test_a_neighbouring_kelurahan_may_not_correct(person):
    with pytest.raises(NotAllowed):
        edit(person, by=kelurahan_officer(KEDOYA_UTARA), version=person.version, birth_place="Bogor")


@pytest.mark.parametrize("change", [{"name": "Nama Lain"}, {"birth_date": "birth"}, {"nik": "nik"}])
def test_identity_is_locked_after_verification(person, officer, change):
    verified = verify(person, by=sudin_officer("PPAPP"))
    if "birth_date" in change:
        change = {"birth_date": person.birth_date.replace(day=1)}
    if "nik" in change:
        change = {"nik": read_nik(fresh_nik())}

    with pytest.raises(Refused, match="Terkunci sejak diverifikasi"):
        edit(verified, by=officer, version=verified.version, **change)

    edited = edit(verified, by=officer, version=verified.version, phone="+6281211112222", name=verified.name)
    assert edited.identity_state == IdentityState.VERIFIED


def test_whoever_may_verify_is_told_to_return_a_locked_registration_herself(person):
    sudin = sudin_officer("PPAPP")
    verified = verify(person, by=sudin)

    with pytest.raises(Refused, match="Bila keliru, kembalikan pendaftaran ini"):
        edit(verified, by=sudin, version=verified.version, name="Nama Lain")


def test_correcting_a_returned_registration_puts_it_back_in_the_queue(person, officer):
    returned = return_with_reason(person, by=sudin_officer("PPAPP"), reason="Nama keliru")

    edited = edit(returned, by=officer, version=returned.version, name="Nama Benar")

    assert (edited.identity_state, edited.identity_note) == (IdentityState.REGISTERED, "")


def test_a_new_nik_is_found_and_the_old_one_is_free(person, officer):
    old, new = read_nik(person.nik), read_nik(fresh_nik())

    edit(person, by=officer, version=person.version, nik=new)

    assert find_by_nik(new) == person
    assert find_by_nik(old) is None


def test_a_nik_that_another_holds_is_refused(person, officer):
    other = participant()

    with pytest.raises(AlreadyRegistered):
        edit(person, by=officer, version=person.version, nik=read_nik(other.nik))


def test_a_new_difference_from_the_nik_needs_a_reason_that_is_kept(person, officer):
    other_day = person.birth_date.replace(day=2)

    with pytest.raises(NeedsReason, match="Tanggal lahir berbeda"):
        edit(person, by=officer, version=person.version, birth_date=other_day)
    edited = edit(person, by=officer, version=person.version, birth_date=other_day, reason="Sesuai akta lahir")

    assert edited.identity_reason == "Sesuai akta lahir"


def test_a_new_phone_is_found_by_its_index(person, officer):
    edit(person, by=officer, version=person.version, phone="+6281211112222")

    person.refresh_from_db()
    assert bytes(person.phone_index) == phone_index("+6281211112222")


def test_nothing_changed_is_no_new_version(person, officer):
    edited = edit(person, by=officer, version=person.version, name=person.name)

    assert edited.version == person.version


def test_somebody_who_left_is_not_corrected(person, officer):
    gone = withdraw(person, by=officer, reason="Pindah")

    with pytest.raises(Refused, match="tidak aktif"):
        edit(gone, by=officer, version=gone.version, birth_place="Bogor")


def test_businesses_are_added_and_changed_under_a_version(person, officer):
    shop = add_business(person, by=officer, name="Warung Contoh", field="kuliner")
    edit_business(shop, by=officer, version=1, name="Warung Contoh Dua")

    with pytest.raises(Stale) as lost:
        edit_business(Business.objects.get(), by=officer, version=1, name="Warung Tiga")

    assert [(c.label, c.theirs) for c in lost.value.changes] == [("nama usaha", "Warung Contoh Dua")]
    with pytest.raises(NotAllowed):
        add_business(person, by=kelurahan_officer(KEDOYA_UTARA), name="Toko", field="kuliner")
