"""Files that support a record: added by whoever may record the stage or did it, read by whoever may see the record."""

import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from foundation.errors import NotAllowed, Refused
from foundation.files import CleanFile
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from records.models import Evidence, StageRecord
from records.rights import is_own, may_record

MOST_FILES = 10
"""How many files one record may have."""


@transaction.atomic
def attach(record: StageRecord, upload: CleanFile, *, by: User) -> Evidence:
    """Keep the file with the record, under a name that says nothing about the person.

    Raises NotAllowed out of the officer's duties, Refused for a voided record, too many files or the same one again.
    """
    person = Participant.objects.select_related("line").get(pk=record.participant_id)
    require_attach(record, person, by)
    return keep(record, upload, by=by)


@transaction.atomic
def keep(record: StageRecord, upload: CleanFile, *, by: User) -> Evidence:
    """Keep the file without asking for rights: for the officer who has just recorded the stage itself."""
    record = StageRecord.objects.select_for_update(no_key=True).get(pk=record.pk)
    if record.voided_at:
        raise Refused("Catatan ini sudah dibatalkan; bukti dukungnya tetap dapat dibaca, tetapi tidak dapat ditambah.")
    kept = list(record.evidence.values_list("sha256", flat=True))
    if upload.sha256 in kept:
        raise Refused("Berkas yang sama sudah ada pada catatan ini.")
    if len(kept) >= MOST_FILES:
        raise Refused(f"Satu catatan memuat paling banyak {MOST_FILES} berkas.")
    name = f"{record.stage_id}-{record.occurred_on:%Y-%m-%d}-{len(kept) + 1}{upload.suffix}"
    return Evidence.objects.create(
        record=record,
        file=ContentFile(upload.content, name=f"{uuid.uuid4().hex}{upload.suffix}"),
        name=name,
        content_type=upload.content_type,
        size=len(upload.content),
        sha256=upload.sha256,
        added_by=by,
    )


def hand_over(replaced: StageRecord, record: StageRecord) -> None:
    """The record written anew for another has its files as well: the same files, named by a row each."""
    told = {"file", "name", "content_type", "size", "sha256", "added_by_id"}
    rows = replaced.evidence.values(*told)
    Evidence.objects.bulk_create(Evidence(record=record, **row) for row in rows)


def require_attach(record: StageRecord, person: Participant, by: User) -> None:
    """Raises NotAllowed unless the officer may support this record with a file. `person` comes with her line."""
    if not may_attach(record, person, by):
        raise NotAllowed("Tugas Anda tidak mencakup bukti dukung untuk catatan ini.")


def may_attach(record: StageRecord, person: Participant, by: User) -> bool:
    """Whoever may record the stage, and the sudin that did it; for P1 whoever may correct the registration."""
    if record.is_registration:
        return by.scope.may(Act.CORRECT, region=person.kelurahan_id, sudin=person.line.sudin_id)
    return is_own(record, by) or may_record(person, record.stage_id, by)
