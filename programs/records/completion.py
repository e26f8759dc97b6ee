"""Recording that a participant completed a stage, and taking such a record back."""

from datetime import date

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest, Now

from foundation.days import today
from foundation.errors import NeedsReason, NotAllowed, Refused
from foundation.nudges import nudge
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from participants.people import State
from programs.records.expectations import unmet
from programs.records.models import Source, Stage, StageRecord

FOLD = "reports.tasks.fold_progress"
"""The job nudged after a change of records; named, because figures lie a storey above."""

CLEAR_FIRST = """
UPDATE programs_stagerecord SET is_first = false
WHERE participant_id = %(person)s AND stage_id = %(stage)s AND is_first AND id IS DISTINCT FROM %(first)s
"""
SET_FIRST = "UPDATE programs_stagerecord SET is_first = true WHERE id = %(first)s AND NOT is_first"


@transaction.atomic
def complete(
    participant: Participant,
    stage: str,
    *,
    on: date,
    by: User,
    source: Source,
    acting: str | None = None,
    note: str = "",
    reason: str = "",
) -> StageRecord:
    """Record that `participant` completed `stage` (its code) on that day.

    Locks the participant, so that of two officers recording the same stage at once exactly one record is the
    first. `acting` is the code of the sudin that did it, needed only from an officer of several. Raises NotAllowed
    out of the officer's duties, NeedsReason with the unmet expectations when no `reason` was given, Refused for a
    day in the future or a person who has left.
    """
    person = Participant.objects.locked().get(pk=participant.pk)
    _require_right(person, stage, by)
    acting = acting_sudin(by, on, acting)
    return _record(person, stage, on=on, by=by, source=source, acting=acting, note=note, reason=reason)


@transaction.atomic
def record_registration(participant: Participant, *, by: User, acting: str | None = None) -> StageRecord:
    """P1 of a person just added. Her registering officer needs no right to record stages."""
    acting = acting_sudin(by, participant.registered_on, acting)
    return _record(
        participant,
        Stage.REGISTRATION,
        on=participant.registered_on,
        by=by,
        source=Source.REGISTRATION,
        acting=acting,
    )


@transaction.atomic
def void(record: StageRecord, *, by: User, reason: str) -> StageRecord:
    """Take a record back with a reason; another of the person's records of the stage becomes the first, if any.

    Raises Refused for P1 (only *salah daftar* takes it back), for a record voided before, or without a reason.
    """
    if record.stage_id == Stage.REGISTRATION:
        raise Refused("P1 hanya dapat dibatalkan melalui “Salah Daftar”.")
    person = Participant.objects.locked().get(pk=record.participant_id)
    _require_right(person, record.stage_id, by)
    return take_back(record, by=by, reason=reason)


@transaction.atomic
def take_back(record: StageRecord, *, by: User, reason: str) -> StageRecord:
    """Void without asking for rights; the caller has, and holds the participant's lock."""
    if not reason.strip():
        raise Refused("Pembatalan harus memuat alasan.")
    changed = (
        StageRecord.objects.valid()
        .filter(pk=record.pk)
        .update(is_first=False, voided_at=Now(), voided_by=by, void_reason=reason)
    )
    if not changed:
        raise Refused("Catatan ini sudah dibatalkan.")
    settle_first(record.participant_id, record.stage_id)
    nudge(FOLD)
    record.refresh_from_db()
    return record


def settle_first(participant_id: int, stage: str) -> None:
    """Mark the person's earliest valid record of the stage as the first, and no other.

    Two statements, clear then set: a partial unique index cannot be deferred. The caller holds the participant's lock.
    """
    order = ("occurred_on", "recorded_at", "pk")
    records = StageRecord.objects.valid().filter(participant_id=participant_id, stage_id=stage)
    keys = {
        "person": participant_id,
        "stage": stage,
        "first": records.order_by(*order).values_list("pk", flat=True).first(),
    }
    with connection.cursor() as cursor:
        cursor.execute(CLEAR_FIRST, keys)
        cursor.execute(SET_FIRST, keys)


def may_record(person: Participant, stage: str, by: User) -> bool:
    """Whether the officer's duties, or a referral for just this stage, let her record it."""
    at = {"region": person.kelurahan_id, "sudin": person.line.sudin_id}
    if by.scope.may(Act.RECORD_STAGE, **at):
        return True
    codes = [duty.sudin_id for duty in by.scope.having(Act.RECORD_STAGE)]
    return person.shares.open().filter(sudin__in=codes, purpose=stage).exists()


def acting_sudin(by: User, on: date, chosen: str | None) -> str | None:
    """The sudin that did it: from the officer's duty on that day; none for kelurahan staff."""
    codes = by.sudin_codes_on(on)
    if chosen:
        if chosen not in codes:
            raise NotAllowed("Anda tidak bertugas pada sudin itu pada tanggal tersebut.")
        return chosen
    if len(codes) > 1:
        raise Refused("Anda bertugas pada beberapa sudin. Pilih sudin pelaksana.")
    return next(iter(codes), None)


def _require_right(person: Participant, stage: str, by: User) -> None:
    if not may_record(person, stage, by):
        raise NotAllowed(f"Tugas Anda tidak mencakup pencatatan {stage} untuk peserta ini.")


def _record(person, stage, *, on, by, source, acting, note="", reason="") -> StageRecord:
    if on > today():
        raise Refused("Tanggal tidak boleh melebihi hari ini.")
    if person.state != State.ACTIVE and stage != Stage.REGISTRATION:
        raise Refused("Peserta ini tidak aktif. Aktifkan kembali sebelum mencatat tahap.")
    missing = unmet(person, stage, on)
    if missing and not reason:
        raise NeedsReason(missing)
    place = person.placement_on(on)
    record = StageRecord.objects.create(
        participant=person,
        stage_id=stage,
        occurred_on=on,
        kelurahan_id=place.kelurahan_id,
        credited_line_id=place.line_id,
        acting_sudin_id=acting,
        source=source,
        note=note,
        reason=reason if missing else "",
        recorded_by=by,
    )
    settle_first(person.pk, stage)
    Participant.objects.filter(pk=person.pk).update(last_activity_on=Greatest(F("last_activity_on"), on))
    nudge(FOLD)
    record.refresh_from_db()
    return record
