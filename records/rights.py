"""Who may record a stage for whom, and in which sudin's name."""

from collections.abc import Iterable, Mapping
from datetime import date

from foundation.errors import NotAllowed, Refused
from offices.models import User
from offices.roles import Act
from participants.models import Participant, Share
from records.models import BEYOND_REGISTRATION, StageCode, StageRecord


def may_record(person: Participant, stage: str, by: User) -> bool:
    """Whether the officer's duties, or a referral for just this stage, let her record it."""
    return not beyond_rights([person], stage, by)


def beyond_rights(people: Iterable[Participant], stage: str, by: User) -> list[Participant]:
    """Those among `people` for whom this officer may not record the stage. One query."""
    people = list(people)
    reaching = sudin_reaching(people, stage, by)
    return [person for person in people if not reaching[person.pk]]


def sudin_reaching(people: Iterable[Participant], stage: str, by: User) -> dict[int, set[str | None]]:
    """By participant key: for which of her sudin the officer may record the stage, by charge or by a referral. One query.

    Rights do not mix: a sudin whose duty does not reach the person is not among them.
    """
    act = _act_of(stage)
    duties = by.scope.having(act)
    found = {
        person.pk: {duty.sudin_id for duty in duties if duty.reaches(person.kelurahan_id, person.line.sudin_id)}
        for person in people
    }
    referred = Share.objects.open().meant_for(by, act).filter(participant__in=found, purpose=stage)
    for key, sudin in referred.values_list("participant_id", "sudin_id"):
        found[key].add(sudin)
    return found


def may_take_back(record: StageRecord, person: Participant, by: User) -> bool:
    """Which records of a stage she may record: in charge of her every one, as a guest those of her own sudin."""
    at = {"region": person.kelurahan_id, "sudin": person.line.sudin_id}
    return by.scope.may(_act_of(record.stage_id), **at) or record.acting_sudin_id in by.scope.sudin_codes


def acting_choices(people: Iterable[Participant], stage: str, by: User) -> set[str]:
    """The sudin the officer has to choose from: those of people whom several of hers reach."""
    several = (codes for codes in sudin_reaching(people, stage, by).values() if len(codes) > 1)
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


def acting_sudin(
    reaching: Mapping[int, set[str | None]], by: User, on: date, chosen: str | None
) -> dict[int, str | None]:
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


def _act_of(stage: str) -> Act:
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
