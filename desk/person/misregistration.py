"""Salah daftar: a person who should not have been registered. The only way to take P1 back."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from foundation.errors import Refused
from offices.models import User
from participants.leaving import lock_to_withdraw
from participants.models import Participant
from participants.participants import ParticipantState
from records.completion import take_back
from records.models import StageRecord
from referrals.models import Result


@transaction.atomic
def misregister(participant: Participant, *, by: User, reason: str) -> Participant:
    """Void all her records with one reason, P1 last, end her referrals and free her NIK. There is no way back but
    registering anew.

    Raises NotAllowed out of the officer's duties, Refused without a reason or where she holds no NIK any more.
    """
    person = lock_to_withdraw(participant, by)
    if not person.holds_nik:
        raise Refused(f"Peserta ini sudah ditandai {person.get_state_display()}.")
    if not reason.strip():
        raise Refused("Tulis alasan salah daftar; alasan ini disimpan pada setiap catatan yang dibatalkan.")
    for record in to_be_voided(person):
        take_back(record, by=by, reason=reason.strip())
    person.referrals.end(by=by, result=Result.MISREGISTERED)
    person.shares.filter(closed_at=None).update(closed_at=Now())
    Participant.objects.filter(pk=person.pk).update(
        state=ParticipantState.MISREGISTERED, state_reason=reason.strip(), version=F("version") + 1
    )
    person.refresh_from_db()
    return person


def to_be_voided(participant: Participant) -> list[StageRecord]:
    """Her valid records in the order in which they are taken back: the newest first, P1 last."""
    records = participant.stage_records.valid().select_related("stage").order_by("-occurred_on", "-pk")
    return sorted(records, key=lambda record: record.is_registration)
