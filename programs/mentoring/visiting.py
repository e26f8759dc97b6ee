"""Recording mentoring visits: one person's, or one visit that many took part in."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from foundation.errors import Refused
from foundation.files import CleanFile
from offices.models import User
from participants.models import Participant
from programs.mentoring.models import Visit
from records.completion import complete, complete_many
from records.models import Source, StageCode, StageRecord

MOST_TOGETHER = 200
"""How many people one joint visit may name: a hall full, not a register."""


@transaction.atomic
def record_visit(
    participant: Participant,
    *,
    visited_on: date,
    mentor: str,
    place: str,
    note: str,
    by: User,
    acting: str | None = None,
    reason: str = "",
    evidence: CleanFile | None = None,
    replaces: StageRecord | None = None,
) -> Visit:
    """Record the visit and P3 with it. Raises what `complete` raises."""
    record = complete(
        participant,
        StageCode.MENTORING,
        on=visited_on,
        by=by,
        source=Source.VISIT,
        acting=acting,
        reason=reason,
        evidence=evidence,
        replaces=replaces,
    )
    told = {"visited_on": visited_on, "mentor": mentor, "place": place, "note": note}
    return Visit(participant=participant, record=record, recorded_by=by, **told).store()


@transaction.atomic
def record_joint_visit(
    chosen: Collection[UUID],
    *,
    visited_on: date,
    mentor: str,
    place: str,
    note: str,
    by: User,
    acting: str | None = None,
    reason: str = "",
) -> list[Visit]:
    """Record one visit for everybody chosen (public ids), with P3 for each: all of them or nobody.

    Raises Refused naming the ids that are no participant the officer may see, and what `complete_many` raises. The
    number of queries does not grow with people.
    """
    people = everybody(chosen, by)
    records = complete_many(
        people, StageCode.MENTORING, on=visited_on, by=by, source=Source.JOINT, acting=acting, reason=reason
    )
    told = {"visited_on": visited_on, "mentor": mentor, "place": place, "note": note, "recorded_by": by}
    return Visit.objects.bulk_create(
        Visit(participant_id=record.participant_id, record=record, **told) for record in records
    )


def everybody(chosen: Collection[UUID], by: User) -> list[Participant]:
    """The people with these public ids, by name; Refused unless there are some and the officer may see every one."""
    wanted = set(chosen)
    if not wanted:
        raise Refused("Pilih sedikitnya satu peserta.")
    if len(wanted) > MOST_TOGETHER:
        raise Refused(f"Paling banyak {MOST_TOGETHER} peserta dalam satu kegiatan bersama.")
    people = (
        Participant.objects.visible_to(by).filter(public_id__in=wanted).select_related("line", "kelurahan__successor")
    )
    found = list(people.order_by("name", "pk"))
    if missing := wanted - {person.public_id for person in found}:
        named = ", ".join(sorted(str(one) for one in missing))
        raise Refused(f"Tidak ada yang dicatat. Tidak ditemukan dalam jangkauan tugas Anda: {named}.")
    return found
