"""Recording that participants completed a stage, and taking such a record back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest

from foundation.days import long_date, today
from foundation.errors import Doubt, Refused
from foundation.files import CleanFile
from foundation.horizons import EARLIEST
from foundation.jobs import start_jobs_after
from foundation.moments import moment
from foundation.reasons import Reason, settle
from offices import golive
from offices.models import User
from participants.models import Participant, Placement
from records.evidence import hand_over, keep
from records.expectations import doubts_of, together
from records.firsts import settle_firsts
from records.models import Source, StageCode, StageRecord
from records.rights import (
    acting_sudin,
    numbers_of,
    registering_sudin,
    require_reached,
    require_void,
    sudin_reaching,
)
from records.subjects import filling

MENDED = "Catatan ini sudah diperbaiki."
CHANGED = "stage records"
"""What jobs follow that are registered to run after a record was made or taken back."""


@transaction.atomic
def complete(
    participant: Participant,
    stage: str,
    *,
    on: date,
    by: User,
    source: Source,
    evidence: CleanFile | None = None,
    **more: Any,
) -> StageRecord:
    """Record that `participant` completed `stage` (its code) on that day, with the file that supports it.

    See `complete_many`.
    """
    record = complete_many([participant], stage, on=on, by=by, source=source, **more)[0]
    if replaced := more.get("replaces"):
        hand_over(replaced, record)
    if evidence:
        keep(record, evidence, by=by)
    return record


@transaction.atomic
def complete_many(
    participants: Iterable[Participant],
    stage: str,
    *,
    on: date,
    by: User,
    source: Source,
    acting: str | None = None,
    note: str = "",
    reason: str = "",
    doubts: Sequence[Doubt] = (),
    replaces: StageRecord | None = None,
) -> list[StageRecord]:
    """Record that each of them completed `stage` on that day: all or none, one record each, in key order.

    Locks the people, so that of two officers recording the same stage at once exactly one record is the first.
    `acting` is the code of the sudin that did it, needed only where several of the officer's reach a person; `replaces`
    the record that is written anew for one person, which was taken back already and whose sudin stays. Raises
    NotAllowed naming whom the officer's duties do not reach, NeedsReason with what the stage expects of whom and
    the caller's own `doubts` when no `reason` (text, or the code of a usual one) was given, Refused for a day in the
    future or for people who have left. The number of queries does not grow with people.
    """
    people = lock_people(person.pk for person in participants)
    reaching = sudin_reaching(people, stage, by)
    require_reached(people, reaching, stage)
    did_it = _kept_sudin(replaces, acting) if replaces else acting_sudin(reaching, by, on, acting)
    words: dict[str, Any] = {"note": note, "reason": reason, "doubts": doubts}
    return _record(people, stage, on=on, by=by, source=source, acting=did_it, replaces=replaces, **words)


@transaction.atomic
def complete_attendance(
    people: Sequence[Participant], stage: str, *, on: date, by: User, source: Source, acting: str, **words: Any
) -> list[StageRecord]:
    """Record the stage for people (`lock_people`) who came to an activity of the sudin `acting`.

    Asks for no right to record them: they were within reach when they were chosen, and the referral that opened them
    may have ended meanwhile. The caller has asked whether the officer runs the activity.
    Raises what `complete_many` raises of the rest.
    """
    did_it = {person.pk: acting for person in people}
    return _record(people, stage, on=on, by=by, source=source, acting=did_it, **words)


def lock_people(keys: Iterable[int]) -> list[Participant]:
    """These people, locked in key order until the end of the transaction, with no more than recording asks of them."""
    people = Participant.objects.with_row_lock().filter(pk__in=list(keys)).select_related("line")
    return list(
        people.only("registration_number", "name", "registered_on", "state", "kelurahan", "line", "line__sudin")
    )


@transaction.atomic
def record_registration(participant: Participant, *, by: User, acting: str | None = None) -> StageRecord:
    """P1 of a person just added. Her registering officer needs no right to record stages."""
    on = participant.registered_on
    did_it = {participant.pk: registering_sudin(by, on, acting)}
    return _record([participant], StageCode.REGISTRATION, on=on, by=by, source=Source.REGISTRATION, acting=did_it)[0]


@transaction.atomic
def void(record: StageRecord, *, by: User, reason: str) -> StageRecord:
    """Take a record back with a reason; another of the person's records of the stage becomes the first, if any.

    Raises Refused for P1 (only *salah daftar* takes it back), for a record voided before, or without a reason.
    """
    if record.is_registration:
        raise Refused("P1 hanya dapat dibatalkan melalui “Salah daftar”.")
    person = Participant.objects.with_row_lock().select_related("line").get(pk=record.participant_id)
    require_void(record, person, by)
    return take_back(record, by=by, reason=reason)


@transaction.atomic
def take_back(record: StageRecord, *, by: User, reason: str) -> StageRecord:
    """Void without asking for rights; the caller has, and holds the participant's lock."""
    if not reason.strip():
        raise Refused("Pembatalan harus memuat alasan.")
    at = moment()
    told: dict[str, Any] = {"voided_at": at, "voided_by": by, "void_reason": reason}
    changed = StageRecord.objects.valid().filter(pk=record.pk).update(is_first=False, **told)
    if not changed:
        raise Refused("Catatan ini sudah dibatalkan.")
    for subject in filling(record.stage_id):
        subject.model.let_go(record)
    settle_firsts([record.participant_id], record.stage_id, at=at)
    _settle_activity(record)
    start_jobs_after(CHANGED)
    record.refresh_from_db()
    return record


def _record(
    people: Sequence[Participant],
    stage: str,
    *,
    on: date,
    by: User,
    source: Source,
    acting: Mapping[int, str | None],
    note: str = "",
    reason: str = "",
    doubts: Sequence[Doubt] = (),
    concerned: Collection[int] | None = None,
    beside: Sequence[Doubt] = (),
    replaces: StageRecord | None = None,
) -> list[StageRecord]:
    """One record each for people whose locks are held; `acting` is by participant key the sudin that did it.

    One reason answers for all; what `replaces` another record keeps the reason of that one, and is not asked what the
    stage expects. It is kept with the records of people (keys) whom the caller's `doubts` are `concerned`
    with, None for all of them, and of those who lack something; for doubts `beside` the records it is not.
    """
    _require_recordable(people, on)
    places = placements_on(people, on)
    asked = _asked(people, on, {key: golive.office_of(acting[key], places[key].kelurahan_id) for key in acting})
    found, doubts = {} if replaces else doubts_of(asked, stage, on), doubts if asked else ()
    kept = settle([*beside, *doubts, *together(found, people)], reason)
    if replaces and not kept.words:
        kept = Reason(replaces.reason, replaces.reason_kind)

    def explained(person: Participant) -> bool:
        return bool(replaces) or person.pk in found or (bool(doubts) and (concerned is None or person.pk in concerned))

    at = moment()
    records = StageRecord.objects.bulk_create(
        StageRecord(
            participant=person,
            stage_id=stage,
            occurred_on=on,
            kelurahan_id=places[person.pk].kelurahan_id,
            credited_line_id=places[person.pk].line_id,
            acting_sudin_id=acting[person.pk],
            source=source,
            note=note,
            reason=kept.words if explained(person) else "",
            reason_kind=kept.kind if explained(person) else "",
            replaces=replaces,
            recorded_by=by,
            recorded_at=at,
        )
        for person in people
    )
    keys = [person.pk for person in people]
    settle_firsts(keys, stage, at=at)
    Participant.objects.filter(pk__in=keys, last_activity_on__lt=on).update(last_activity_on=on)
    start_jobs_after(CHANGED)
    return _marked_firsts(records)


def _kept_sudin(replaced: StageRecord, chosen: str | None) -> dict[int, str | None]:
    """Whoever mends a record, the sudin that did it has done it; Refused where another is `chosen`.

    Refused as well where somebody has mended it before; its person is locked.
    """
    if replaced.replaced_by.exists():
        raise Refused(MENDED)
    if chosen and chosen != replaced.acting_sudin_id:
        raise Refused("Sudin pelaksana tidak berubah saat catatan diperbaiki. Batalkan catatan ini, lalu catat ulang.")
    return {replaced.participant_id: replaced.acting_sudin_id}


def _asked(people: Sequence[Participant], on: date, offices: Mapping[int, str]) -> list[Participant]:
    """Of whom a reason may be asked: not of those whose office (by participant key) did not use the portal that day."""
    old = golive.before(set(offices.values()), on)
    return [person for person in people if offices[person.pk] not in old]


def _require_recordable(people: Sequence[Participant], on: date) -> None:
    """Raises Refused for a day that is to come or too long ago, and where somebody is not active."""
    require_past(on)
    if gone := [person for person in people if not person.is_active]:
        raise Refused(f"Tidak aktif: {numbers_of(gone)}. Aktifkan kembali sebelum mencatat tahap.")


def require_past(on: date) -> None:
    """Raises Refused for a day that is to come or too long ago to have been meant."""
    if on > today():
        raise Refused("Tanggal tidak boleh melebihi hari ini.")
    if on < EARLIEST:
        raise Refused(f"Tanggal sebelum {long_date(EARLIEST)} tidak dapat dicatat. Periksa tahunnya.")


def _marked_firsts(records: list[StageRecord]) -> list[StageRecord]:
    """The same records, each knowing whether it is stored as the person's first of the stage."""
    firsts = StageRecord.objects.filter(pk__in=[record.pk for record in records], is_first=True)
    settled = set(firsts.values_list("pk", flat=True))
    for record in records:
        record.is_first = record.pk in settled
    return records


def _settle_activity(gone: StageRecord) -> None:
    """Her last activity is again the last valid record's where this one may have been it, else her registration."""
    valid = StageRecord.objects.valid().filter(participant=OuterRef("pk")).order_by("-occurred_on")
    last = Subquery(valid.values("occurred_on")[:1])
    hers = Participant.objects.filter(pk=gone.participant_id, last_activity_on=gone.occurred_on)
    hers.update(last_activity_on=Greatest("registered_on", last))


def placements_on(people: Iterable[Participant], on: date) -> dict[int, Placement]:
    """By participant key: the placement on that day; the first one for a day before it. One query."""
    found: dict[int, Placement] = {}
    for place in Placement.objects.filter(participant__in=[p.pk for p in people]).order_by("starts_on"):
        if place.starts_on <= on or place.participant_id not in found:
            found[place.participant_id] = place
    return found
