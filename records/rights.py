"""Who may record a stage for whom, and in which sudin's name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.timezone import now

from foundation.errors import NotAllowed, Refused
from offices.models import User
from offices.roles import Act
from participants.models import Participant, Share
from participants.participants import ParticipantQuerySet
from records.models import BEYOND_REGISTRATION, StageCode, StageRecord

Reaching = Mapping[int, set[str | None]]
"""By participant key: for which of the officer's sudin a stage may be recorded for her. See `sudin_reaching`."""


LONGEST_FORM = timedelta(hours=12)
"""How long a form may have been open: what was typed in it is kept, though its referral has ended."""


def may_record(person: Participant, stage: str, by: User) -> bool:
    """Whether the officer's duties, or a referral for just this stage, allow recording it. At most one query."""
    return not unreached([person], sudin_reaching([person], stage, by))


def require_record(person: Participant, stage: str, by: User) -> None:
    """Raise NotAllowed out of the officer's duties and referrals."""
    require_reached([person], sudin_reaching([person], stage, by), stage)


def unreached(people: Iterable[Participant], reaching: Reaching) -> list[Participant]:
    """Those among `people` for whom the stage may not be recorded."""
    return [person for person in people if not reaching[person.pk]]


def require_reached(people: Iterable[Participant], reaching: Reaching, stage: str) -> None:
    """Raise NotAllowed naming whom the officer's duties and referrals do not reach."""
    if barred := unreached(people, reaching):
        raise NotAllowed(f"Tugas Anda tidak mencakup pencatatan {stage} untuk {numbers_of(barred)}.")


def sudin_reaching(people: Iterable[Participant], stage: str, by: User) -> dict[int, set[str | None]]:
    """For which of their sudin the officer may record the stage for each, by charge or by a referral.

    One query; none where every duty reaches everybody already. Rights do not mix: a sudin whose duty does not reach
    the person is not among them.
    """
    act = act_of(stage)
    duties = by.scope.having(act)
    found = {
        person.pk: {duty.sudin_id for duty in duties if duty.reaches(person.kelurahan_id, person.line.sudin_id)}
        for person in people
    }
    ours = {duty.sudin_id for duty in duties if duty.sudin_id}
    if open_to_more := [key for key, codes in found.items() if ours - codes]:
        referred = Share.objects.open().meant_for(by, act).filter(participant__in=open_to_more, purpose=stage)
        anew = StageRecord.objects.taken_back_by(by).filter(participant__in=open_to_more, stage=stage)
        for key, sudin in _who_and_for_whom(referred, "sudin_id").union(_who_and_for_whom(anew, "acting_sudin_id")):
            if sudin in ours:
                found[key].add(sudin)
    return found


def _who_and_for_whom(rows: QuerySet, sudin: str) -> QuerySet:
    return rows.order_by().values_list("participant_id", sudin)


def recordable_people(by: User) -> ParticipantQuerySet:
    """The people whose form of a stage the officer may open: those in sight, and those whose record the officer took
    back to write it anew. Which stage, `sudin_reaching` says.
    """
    anew = list(StageRecord.objects.taken_back_by(by).values_list("participant_id", flat=True))
    seen = Participant.objects.visible_to(by)
    return seen | Participant.objects.filter(pk__in=anew) if anew else seen


def lately_referred(stage: str, by: User) -> ParticipantQuerySet:
    """People whose referral to a sudin of the officer for this stage ended while a form may still be open."""
    ended = Share.objects.ended_since(now() - LONGEST_FORM).meant_for(by, act_of(stage)).filter(purpose=stage)
    return Participant.objects.filter(pk__in=list(ended.values_list("participant_id", flat=True)))


def require_void(record: StageRecord, person: Participant, by: User) -> None:
    """Raise NotAllowed out of the officer's duties."""
    if not may_take_back(record, person, by):
        raise NotAllowed(f"Tugas Anda tidak mencakup pembatalan catatan {record.stage_id} ini.")


def may_take_back(record: StageRecord, person: Participant, by: User) -> bool:
    """Whether the officer may take this record back: in charge of her every one, otherwise those of their sudin."""
    at = {"region": person.kelurahan_id, "sudin": person.line.sudin_id}
    return by.scope.may(act_of(record.stage_id), **at) or is_own(record, by)


def is_own(record: StageRecord, by: User) -> bool:
    """Whether a sudin of the officer did it, in the region of that duty: theirs to correct, also after a referral."""
    if record.acting_sudin_id not in by.scope.sudin_codes:
        return False
    return by.scope.may(act_of(record.stage_id), region=record.kelurahan_id, sudin=record.acting_sudin_id)


def acting_choices(reaching: Reaching) -> set[str]:
    """The sudin the officer has to choose from: those of people whom several of theirs reach."""
    several = (codes for codes in reaching.values() if len(codes) > 1)
    return {code for codes in several for code in codes if code}


def recordable_stages(person: Participant, by: User) -> set[str]:
    """The stages beyond P1 that the officer may record for this person, by duty or by referral. At most one query."""
    at = {"region": person.kelurahan_id, "sudin": person.line.sudin_id}
    stages = set(person.shares.open().meant_for(by, Act.RECORD_STAGE).values_list("purpose", flat=True))
    if by.scope.may(Act.RECORD_VISIT, **at):
        stages.add(StageCode.MENTORING)
    if by.scope.may(Act.RECORD_STAGE, **at):
        stages.update(BEYOND_REGISTRATION)
    return stages


def acting_sudin(reaching: Reaching, by: User, on: date, chosen: str | None) -> dict[int, str | None]:
    """By participant key: the sudin that did it, among those that reach her; none for kelurahan staff.

    Of several the one the officer served on that day. Raises NotAllowed for a `chosen` one that is nobody's, Refused
    where it is still open which.
    """
    served = by.sudin_codes_on(on)
    open_to = {key: (codes & served) or codes for key, codes in reaching.items()}
    _require_one_of(chosen, open_to.values())
    return {key: _one_of(codes, chosen) for key, codes in open_to.items()}


def registering_sudin(by: User, on: date, chosen: str | None) -> str | None:
    """The sudin of the officer that registers a person; none for kelurahan staff. Raises as `acting_sudin` does."""
    codes: set[str | None] = {*by.sudin_codes_on(on)}
    _require_one_of(chosen, [codes])
    return _one_of(codes, chosen)


def numbers_of(people: Sequence[Participant]) -> str:
    """Whom a sentence is about: registration numbers, the first five."""
    numbers = [person.registration_number for person in people[:5]]
    more = f" dan {len(people) - 5} lainnya" if len(people) > 5 else ""
    return f"peserta {', '.join(numbers)}{more}"


def act_of(stage: str) -> Act:
    """What an officer needs in some duty to record this stage."""
    return Act.RECORD_VISIT if stage == StageCode.MENTORING else Act.RECORD_STAGE


def _require_one_of(chosen: str | None, open_to: Iterable[set[str | None]]) -> None:
    if chosen and not any(chosen in codes for codes in open_to):
        raise NotAllowed("Tugas Anda pada sudin itu, pada tanggal tersebut, tidak mencakup peserta ini.")


def _one_of(codes: set[str | None], chosen: str | None) -> str | None:
    if chosen in codes:
        return chosen
    if len(codes) > 1:
        raise Refused("Anda bertugas pada beberapa sudin. Pilih sudin pelaksana.")
    return next(iter(codes), None)
