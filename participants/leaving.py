"""Leaving the programme and coming back. Neither changes a figure: what happened, happened."""

from django.db import transaction
from django.db.models import F

from foundation.errors import Refused
from offices.models import User
from participants.participants import Participant, ParticipantState
from participants.rights import require_withdraw


@transaction.atomic
def withdraw(participant: Participant, *, by: User, reason: str) -> Participant:
    """Mark that she has left the programme. Her records stay and count; her NIK stays taken.

    Raises NotAllowed out of the officer's duties, Refused without a reason or where she is not active.
    """
    person = lock_to_withdraw(participant, by)
    if person.state != ParticipantState.ACTIVE:
        raise Refused(f"Peserta ini tidak aktif ({person.get_state_display()}).")
    return _move(person, ParticipantState.WITHDRAWN, reason)


@transaction.atomic
def reactivate(participant: Participant, *, by: User, reason: str) -> Participant:
    """Take her back after she left.

    Raises NotAllowed out of the officer's duties, Refused without a reason or where she has not withdrawn.
    """
    person = lock_to_withdraw(participant, by)
    if person.state != ParticipantState.WITHDRAWN:
        raise Refused("Hanya peserta yang mengundurkan diri yang dapat diaktifkan kembali.")
    return _move(person, ParticipantState.ACTIVE, reason)


def lock_to_withdraw(participant: Participant, by: User) -> Participant:
    """Her row under a lock, for an officer who may decide about her standing; NotAllowed for others."""
    person = Participant.objects.with_row_lock().select_related("line").get(pk=participant.pk)
    require_withdraw(person, by)
    return person


def _move(person: Participant, state: ParticipantState, reason: str) -> Participant:
    if not reason.strip():
        raise Refused("Tulis alasan perubahan keadaan peserta.")
    Participant.objects.filter(pk=person.pk).update(state=state, state_reason=reason.strip(), version=F("version") + 1)
    person.refresh_from_db()
    return person
