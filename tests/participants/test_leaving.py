"""Leaving and coming back change no figure."""

import pytest

from foundation.errors import NotAllowed, Refused
from participants.leaving import reactivate, withdraw
from participants.participants import ParticipantState
from records.models import StageRecord
from tests.factories import KEDOYA_UTARA, kelurahan_officer, participant

pytestmark = pytest.mark.django_db


def test_withdrawing_and_returning_leave_every_record_as_it_was():
    officer = kelurahan_officer()
    person = participant(by=officer)
    before = list(StageRecord.objects.values())

    withdraw(person, by=officer, reason="Pindah ke Bandung")
    assert list(StageRecord.objects.values()) == before
    back = reactivate(person, by=officer, reason="Kembali ke Jakarta")

    assert list(StageRecord.objects.values()) == before
    assert (back.state, back.state_reason) == (ParticipantState.ACTIVE, "Kembali ke Jakarta")


@pytest.mark.parametrize("move", [withdraw, reactivate])
def test_both_need_a_reason_and_a_fitting_state(move):
    officer = kelurahan_officer()
    person = participant(by=officer)
    if move is reactivate:
        withdraw(person, by=officer, reason="Pindah")

    with pytest.raises(Refused, match="alasan"):
        move(person, by=officer, reason=" ")
    move(person, by=officer, reason="Cukup jelas")
    with pytest.raises(Refused):
        move(person, by=officer, reason="Sekali lagi")


def test_a_neighbouring_kelurahan_may_not():
    person = participant()

    with pytest.raises(NotAllowed):
        withdraw(person, by=kelurahan_officer(KEDOYA_UTARA), reason="Pindah")
