"""Attendance: who came has completed P2, who was only invited has not."""

from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.days import today
from foundation.errors import NeedsReason, NotAllowed, Refused, Stale
from offices.models import Sudin
from participants.models import Participant
from programs.activities import planning
from programs.training import attendance, inviting
from records.completion import void
from records.models import Source, StageCode, StageRecord
from referrals.referring import refer
from tests import factories
from tests.programs.training import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def people():
    return [factories.participant("PPAPP") for _ in range(4)]


@pytest.fixture
def held(officer, people):
    return rows.with_invitations(officer, people)


def take(held, people, by, **more):
    held.refresh_from_db()
    return attendance.take(
        held, held.version, rows.invitations_of(held, people), by=by, **{"reason": "NIB diurus"} | more
    )


def trained() -> set[int]:
    records = StageRecord.objects.valid().filter(stage="P2")
    return set(records.values_list("participant_id", flat=True))


def test_whoever_came_has_completed_p2_and_nobody_else(held, officer, people):
    changes = take(held, people[:3], officer)

    assert trained() == {person.pk for person in people[:3]}
    assert (len(changes.new), len(changes.gone)) == (3, 0)
    assert held.invitations.there().count() == 3
    assert not held.invitations.awaited().exists()


def test_the_record_names_class_day_and_sudin(held, officer, people):
    take(held, people[:1], officer)

    record = StageRecord.objects.get(stage="P2")
    assert (record.occurred_on, record.acting_sudin_id, record.source) == (today(), "PPAPP", Source.TRAINING_CLASS)
    assert record.invitation.training_class == held


def test_the_nib_is_asked_for_once_for_the_whole_class(held, officer, people):
    with pytest.raises(NeedsReason, match="4 dari 4 peserta"):
        take(held, people, officer, reason="")
    assert not trained()

    take(held, people, officer, reason="NIB sedang diurus")

    assert set(StageRecord.objects.filter(stage="P2").values_list("reason", flat=True)) == {"NIB sedang diurus"}


def test_the_same_sheet_sent_twice_records_once(held, officer, people):
    version, invitations = held.version, rows.invitations_of(held, people[:2])
    for _ in range(2):
        attendance.take(held, version, invitations, by=officer, reason="NIB diurus")

    assert StageRecord.objects.filter(stage="P2").count() == 2


def test_a_correction_voids_with_the_reason(held, officer, people):
    take(held, people[:3], officer)
    with pytest.raises(NeedsReason, match="1 orang yang tercatat hadir akan dibatalkan"):
        take(held, people[:2], officer, reason="")

    take(held, people[:2], officer, reason="Salah centang")

    assert trained() == {person.pk for person in people[:2]}
    assert StageRecord.objects.get(voided_at__isnull=False).void_reason == "Salah centang"
    assert not held.invitations.get(participant=people[2]).was_there
    assert not held.invitations.awaited().exists()


def test_one_who_came_by_referral_is_taken_off_the_sheet_again(officer):
    guest, until = factories.participant("KPKP"), today() + timedelta(days=30)
    ours, theirs = Sudin.objects.get(pk="PPAPP"), factories.sudin_officer("KPKP")
    refer(guest, StageCode.TRAINING, to_sudin=ours, reason="Ikut kelas", ends_on=until, by=theirs)
    held = rows.with_invitations(officer, [guest])
    take(held, [guest], officer)

    take(held, [], officer, reason="Salah centang")

    assert not trained()


def test_somebody_forgotten_is_added_without_touching_the_others(held, officer, people):
    take(held, people[:1], officer)
    before = StageRecord.objects.get(stage="P2").pk

    take(held, people[:2], officer)

    assert StageRecord.objects.valid().filter(stage="P2").count() == 2
    assert StageRecord.objects.filter(pk=before, voided_at=None).exists()


def test_before_the_last_day_nothing_is_taken(officer, people):
    coming = rows.with_invitations(officer, people, starts_on=today(), ends_on=today() + timedelta(days=1))

    with pytest.raises(Refused, match="Kehadiran dapat dicatat mulai"):
        take(coming, people, officer)


def test_a_class_called_off_takes_no_attendance(held, officer, people):
    planning.cancel(held, by=officer, reason="Pengajar sakit")

    with pytest.raises(Refused, match="sudah dibatalkan"):
        take(held, people, officer)


def test_an_id_from_elsewhere_records_nobody(held, officer, people):
    invitations = [*rows.invitations_of(held, people), uuid4()]

    with pytest.raises(Refused, match="orang yang tidak terpilih"):
        attendance.take(held, held.version, invitations, by=officer, reason="NIB diurus")
    assert not trained()


def test_one_who_left_stops_the_whole_class_and_is_named(held, officer, people):
    Participant.objects.filter(pk=people[0].pk).update(state="withdrawn", state_reason="Pindah")

    with pytest.raises(Refused, match=people[0].registration_number):
        take(held, people, officer)
    assert not trained()


def test_a_sheet_opened_before_the_list_changed_is_stale(held, officer, people):
    version = held.version
    late = factories.participant("PPAPP")
    inviting.invite(held, [late.public_id], by=officer)

    with pytest.raises(Stale):
        attendance.take(held, version, rows.invitations_of(held, people), by=officer, reason="NIB diurus")


def test_a_sheet_opened_before_a_record_was_taken_back_is_stale(held, officer, people):
    take(held, people[:1], officer)
    held.refresh_from_db()
    version = held.version
    void(StageRecord.objects.get(stage="P2"), by=officer, reason="Salah orang")

    with pytest.raises(Stale):
        attendance.take(held, version, rows.invitations_of(held, people[:1]), by=officer, reason="NIB diurus")


def test_another_sudin_takes_no_attendance(held, people):
    with pytest.raises(NotAllowed):
        take(held, people, factories.sudin_officer("KPKP"))


def test_the_number_of_queries_does_not_grow_with_the_class(officer, django_assert_max_num_queries):
    people = [factories.participant("PPAPP") for _ in range(12)]
    held = rows.with_invitations(officer, people)
    invitations = rows.invitations_of(held, people)

    with django_assert_max_num_queries(35):
        attendance.take(held, held.version, invitations, by=officer, reason="NIB diurus")
