"""Salah daftar takes everything back, P1 last, and frees the NIK."""

import pytest

from desk.person.misregistration import misregister
from foundation.days import today
from foundation.errors import NotAllowed, Refused
from participants.identity import read_nik
from participants.participants import ParticipantState
from participants.registration import find_by_nik
from records.completion import complete
from records.models import Source, StageCode, StageRecord
from tests.factories import KEDOYA_UTARA, kelurahan_officer, participant, sudin_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    made = participant("PPAPP")
    complete(made, StageCode.MENTORING, on=today(), by=sudin_officer("PPAPP"), source=Source.VISIT)
    return made


def test_every_record_is_voided_with_the_one_reason_and_p1_last(person):
    misregister(person, by=kelurahan_officer(), reason="Bukan warga yang dimaksud")

    records = list(StageRecord.objects.filter(participant=person).order_by("voided_at", "-pk"))
    assert [record.stage_id for record in records][-1] == StageCode.REGISTRATION
    assert {(record.void_reason, record.is_first) for record in records} == {("Bukan warga yang dimaksud", False)}
    person.refresh_from_db()
    assert person.state == ParticipantState.MISREGISTERED


def test_her_nik_is_free_again(person):
    nik = person.nik
    misregister(person, by=kelurahan_officer(), reason="Tertukar")

    assert find_by_nik(read_nik(nik)) is None
    assert participant("KPKP", nik=nik).state == ParticipantState.ACTIVE


def test_it_needs_a_reason_a_right_and_happens_once(person):
    with pytest.raises(Refused, match="alasan"):
        misregister(person, by=kelurahan_officer(), reason=" ")
    with pytest.raises(NotAllowed):
        misregister(person, by=kelurahan_officer(KEDOYA_UTARA), reason="Tertukar")
    assert not StageRecord.objects.exclude(voided_at=None).exists()

    misregister(person, by=kelurahan_officer(), reason="Tertukar")
    with pytest.raises(Refused, match="sudah ditandai"):
        misregister(person, by=kelurahan_officer(), reason="Sekali lagi")
