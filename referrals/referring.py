"""Referring a participant to another sudin for one stage, and ending that."""

from datetime import date, timedelta

from django.db import transaction

from foundation.days import today
from foundation.errors import NotAllowed, Refused
from offices.models import Sudin, User
from participants.models import Participant, Share
from participants.rights import require_active
from records.models import BEYOND_REGISTRATION
from referrals.models import Referral, Result
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
    same.expired().end(by=by, result=Result.EXPIRED)
    if same.open().exists():
        raise Refused(f"Peserta ini sedang dirujuk ke {to_sudin} untuk {stage}; rujukan itu masih terbuka.")
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
def close(referral: Referral, *, by: User, result: str, note: str = "") -> Referral:
    """End a referral with what came of it; the other sudin no longer sees her, only what it recorded itself.

    The receiving sudin closes; who referred may take back what no record answers. Closed twice by one officer with
    one result it is closed once. Raises NotAllowed for others, Refused where somebody else was first, and for what the
    records contradict.
    """
    person = Participant.objects.with_row_lock().select_related("line").get(pk=referral.participant_id)
    now = Referral.objects.with_answers().select_related("closed_by", "to_sudin", "stage").get(pk=referral.pk)
    if now.closed_at:
        return _closed_before(now, by, result)
    if result not in require_close(now, person, by):
        raise NotAllowed("Hasil ini bukan pilihan Anda untuk rujukan ini.")
    if result == Result.DONE and not now.answers:
        raise Refused(f"Belum ada {now.stage.unit} dari {now.to_sudin}. Catat dahulu, atau pilih hasil lain.")
    if result == Result.OTHER and not note.strip():
        raise Refused("Tulis hasil rujukan.")
    Referral.objects.filter(pk=now.pk).end(by=by, result=Result(result), note=note.strip())
    return Referral.objects.get(pk=now.pk)


def _closed_before(referral: Referral, by: User, result: str) -> Referral:
    """The referral where this officer has closed it so; Refused with who was first otherwise."""
    if (referral.closed_by, referral.result) == (by, result):
        return referral
    raise Refused(referral.gone_words)


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
