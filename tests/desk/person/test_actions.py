"""What the person's page offers is what the verbs allow, for the officer and for how the person stands."""

import pytest

from desk.person.actions import actions_for
from desk.person.misregistration import misregister
from participants.leaving import withdraw
from participants.verification import return_with_reason, verify
from tests.factories import KEDOYA_UTARA, kelurahan_officer, participant, sudin_officer

pytestmark = pytest.mark.django_db


def labels(person, officer):
    person.refresh_from_db()
    return [offer.label for offer in actions_for(person, officer)]


def test_each_officer_is_offered_what_her_duties_and_the_state_allow():
    kelurahan, sudin = kelurahan_officer(), sudin_officer("PPAPP")
    person = participant(by=kelurahan)
    common = ["Perbaiki data", "Tambah usaha", "Tanda terima", "Undurkan peserta", "Salah daftar"]

    assert labels(person, kelurahan) == common
    assert labels(person, sudin) == ["Verifikasi", *common]
    verify(person, by=sudin)
    assert labels(person, sudin)[0] == "Kembalikan ke kelurahan"
    return_with_reason(person, by=sudin, reason="Nama keliru")
    assert labels(person, sudin) == common
    withdraw(person, by=kelurahan, reason="Pindah")
    assert labels(person, kelurahan) == ["Tanda terima", "Aktifkan kembali", "Salah daftar"]
    misregister(person, by=kelurahan, reason="Tertukar")
    assert labels(person, kelurahan) == []


def test_a_neighbour_is_offered_nothing():
    assert labels(participant(), kelurahan_officer(KEDOYA_UTARA)) == []
