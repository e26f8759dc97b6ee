"""Verification: by the sudin in charge, one or many, all or none."""

from uuid import uuid4

import pytest

from foundation.errors import NotAllowed, Refused
from participants import verification
from participants.leaving import withdraw
from participants.participants import IdentityState
from participants.verification import Chosen, NothingDone, return_with_reason, verify, verify_many
from records.models import StageRecord
from tests.factories import kelurahan_officer, participant, sudin_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return sudin_officer("PPAPP")


def test_verifying_writes_down_who_and_when_and_changes_no_record(officer):
    person = participant("PPAPP")
    before = list(StageRecord.objects.values_list("pk", "is_first", "voided_at"))

    verified = verify(person, by=officer)

    assert (verified.identity_state, verified.verified_by) == (IdentityState.VERIFIED, officer)
    assert verified.verified_at
    assert list(StageRecord.objects.values_list("pk", "is_first", "voided_at")) == before


@pytest.mark.parametrize("stranger", ["sudin_lain", "kelurahan"])
def test_only_the_sudin_in_charge_verifies(stranger):
    person = participant("PPAPP")
    by = {"sudin_lain": lambda: sudin_officer("KPKP"), "kelurahan": kelurahan_officer}[stranger]()

    with pytest.raises(NotAllowed):
        verify(person, by=by)
    with pytest.raises(NotAllowed):
        return_with_reason(person, by=by, reason="Nama tidak sesuai KTP")

    person.refresh_from_db()
    assert person.identity_state == IdentityState.REGISTERED


def test_many_are_verified_at_once(officer):
    people = [participant("PPAPP") for _ in range(3)]

    verify_many([Chosen(p.public_id, p.version) for p in people], by=officer)

    for person in people:
        person.refresh_from_db()
        assert person.identity_state == IdentityState.VERIFIED


@pytest.mark.parametrize("foreign", ["sudin lain", "tidak ada"])
def test_one_foreign_id_stops_all_and_is_named(officer, foreign):
    ours = participant("PPAPP")
    theirs = participant("KPKP").public_id if foreign == "sudin lain" else uuid4()

    with pytest.raises(NothingDone, match=str(theirs)):
        verify_many([Chosen(ours.public_id), Chosen(theirs)], by=officer)

    ours.refresh_from_db()
    assert ours.identity_state == IdentityState.REGISTERED


def test_a_foreign_person_and_nobody_get_the_same_sentence(officer):
    theirs, nobody = participant("KPKP").public_id, uuid4()
    sentences = []
    for public_id in (theirs, nobody):
        with pytest.raises(NothingDone) as refused:
            verify_many([Chosen(public_id)], by=officer)
        sentences.append(str(refused.value).replace(str(public_id), "?"))

    assert sentences[0] == sentences[1]


def test_what_changed_since_the_officer_looked_is_not_confirmed(officer):
    person = participant("PPAPP")
    seen = person.version
    type(person).objects.filter(pk=person.pk).update(version=seen + 1)

    with pytest.raises(NothingDone, match="berubah sejak"):
        verify(person, by=officer, version=seen)


def test_nobody_is_verified_twice_or_after_leaving(officer):
    person, gone = participant("PPAPP"), participant("PPAPP")
    verify(person, by=officer)
    withdraw(gone, by=officer, reason="Pindah ke luar kota")

    with pytest.raises(NothingDone, match="tidak menunggu verifikasi"):
        verify(person, by=officer)
    with pytest.raises(NothingDone, match="tidak aktif"):
        verify(gone, by=officer)


def test_returning_asks_for_a_reason_and_keeps_it(officer):
    person = participant("PPAPP")

    with pytest.raises(Refused, match="alasan"):
        return_with_reason(person, by=officer, reason="  ")
    returned = return_with_reason(person, by=officer, reason="Foto KTP buram")

    assert (returned.identity_state, returned.identity_note) == (IdentityState.RETURNED, "Foto KTP buram")


def test_returning_a_verified_person_unlocks_her(officer):
    person = verify(participant("PPAPP"), by=officer)

    returned = return_with_reason(person, by=officer, reason="Nama keliru")

    assert not returned.is_identity_locked
    assert (returned.verified_at, returned.verified_by) == (None, None)


def test_choosing_nobody_says_so(officer):
    with pytest.raises(NothingDone, match="paling sedikit satu"):
        verify_many([], by=officer)


def test_verifying_many_takes_as_many_queries_as_few(officer, django_assert_max_num_queries):
    people = [participant("PPAPP") for _ in range(6)]
    officer.scope  # noqa: B018 - duties are read once per request

    with django_assert_max_num_queries(6):
        verification.verify_many([Chosen(p.public_id) for p in people], by=officer)
