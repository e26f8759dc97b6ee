"""Recording that a permit was issued."""

from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from foundation.days import long_date, today
from foundation.errors import Doubt, Refused
from foundation.files import CleanFile
from offices.models import User
from participants.models import Participant
from programs.permits.models import Permit, PermitKind
from programs.permits.numbers import permit_number
from records.completion import complete, lock_people
from records.models import Source, StageCode, StageRecord


@transaction.atomic
def record_permit(
    participant: Participant,
    *,
    kind: str,
    number: str,
    issuer: str,
    issued_on: date,
    by: User,
    expires_on: date | None = None,
    acting: str | None = None,
    reason: str = "",
    evidence: CleanFile | None = None,
    replaces: StageRecord | None = None,
) -> Permit:
    """Record the permit and, on its day of issue, P4. Of two officers with the same permit the second learns of it.

    Raises Refused for a number that is none of its kind or that she has already, NeedsReason where somebody else has
    it or it has expired, and what `complete` raises.
    """
    number = permit_number(kind, number)
    lock_people([participant.pk])
    _hold_number(kind, number)
    if _valid(kind, number).filter(participant=participant).exists():
        raise Refused(f"{PermitKind(kind).label} dengan nomor ini sudah tercatat untuk peserta ini.")
    record = complete(
        participant,
        StageCode.PERMIT,
        on=issued_on,
        by=by,
        source=Source.PERMIT,
        acting=acting,
        reason=reason,
        evidence=evidence,
        replaces=replaces,
        doubts=_doubts(participant, kind, number, expires_on),
    )
    told = {"kind": kind, "number": number, "issuer": issuer, "issued_on": issued_on, "expires_on": expires_on}
    return Permit(participant=participant, record=record, recorded_by=by, **told).store()


def _doubts(participant: Participant, kind: str, number: str, expires_on: date | None) -> list[Doubt]:
    found = []
    if _valid(kind, number).exclude(participant=participant).exists():
        words = f"{PermitKind(kind).label} dengan nomor ini sudah tercatat untuk peserta lain."
        found.append(Doubt("permit_taken", words))
    if expires_on and expires_on < today():
        found.append(Doubt("permit_expired", f"Izin ini sudah berakhir pada {long_date(expires_on)}."))
    return found


def _hold_number(kind: str, number: str) -> None:
    """One at a time for a number, whoever's it is, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"permit {kind} {number}"])


def _valid(kind: str, number: str) -> QuerySet[Permit]:
    """Permits of that number whose record was not taken back."""
    return Permit.objects.filter(kind=kind, number=number, record__voided_at=None)
