"""Referring a participant to another sudin for one stage, and ending that."""

from datetime import date, timedelta

from django.db import transaction

from foundation.days import today
from foundation.errors import Refused
from offices.models import Sudin, User
from participants.models import Participant, Share
from participants.rights import require_active
from records.models import BEYOND_REGISTRATION
from referrals.models import Referral
from referrals.rights import require_close, require_refer

LONGEST = timedelta(days=180)
"""How long a referral may stay open: it opens personal data to another office."""


@transaction.atomic
def refer(participant: Participant, stage: str, *, to_sudin: Sudin, reason: str, ends_on: date, by: User) -> Referral:
    """Refer her to `to_sudin` for the stage until that day; from now on that sudin sees her and may record it.

    Raises NotAllowed out of the officer's duties, Refused for P1, her own sudin, a person who has left, a day out of
    range, no reason, or a referral that is still open. One that has expired is closed first.
    """
    person = Participant.objects.with_row_lock().select_related("line__sudin").get(pk=participant.pk)
    require_refer(person, by)
    _check(person, stage, to_sudin, reason, ends_on)
    same = person.referrals.filter(stage=stage, to_sudin=to_sudin)
    same.expired().end(by=by, outcome="Batas waktu terlewati tanpa hasil.")
    if same.open().exists():
        raise Refused(f"Peserta ini sedang dirujuk ke {to_sudin} untuk {stage}. Tutup rujukan itu lebih dahulu.")
    share = Share.objects.create(participant=person, sudin=to_sudin, purpose=stage, starts_on=today(), ends_on=ends_on)
    return Referral.objects.create(
        participant=person,
        stage_id=stage,
        from_sudin=person.line.sudin,
        to_sudin=to_sudin,
        reason=reason.strip(),
        share=share,
        opened_by=by,
    )


@transaction.atomic
def close(referral: Referral, *, by: User, outcome: str) -> Referral:
    """End an open referral with what came of it; the other sudin no longer sees her.

    Either side may: declining and taking back are both an outcome. Raises NotAllowed for others, Refused without an
    outcome or when it is closed already.
    """
    person = Participant.objects.with_row_lock().select_related("line").get(pk=referral.participant_id)
    require_close(referral, person, by)
    if not outcome.strip():
        raise Refused("Tulis hasil rujukan.")
    if not Referral.objects.filter(pk=referral.pk).end(by=by, outcome=outcome.strip()):
        raise Refused("Rujukan ini sudah ditutup.")
    return Referral.objects.get(pk=referral.pk)


def _check(person: Participant, stage: str, to_sudin: Sudin, reason: str, ends_on: date) -> None:
    if stage not in BEYOND_REGISTRATION:
        raise Refused("Rujukan hanya untuk P2 sampai P7.")
    if to_sudin.pk == person.line.sudin_id:
        raise Refused(f"{to_sudin} sudah menjadi sudin pengampu peserta ini.")
    require_active(person, before="merujuk")
    if not reason.strip():
        raise Refused("Tulis alasan rujukan.")
    if not today() <= ends_on <= today() + LONGEST:
        raise Refused(f"Batas waktu rujukan antara hari ini dan {LONGEST.days} hari lagi.")
