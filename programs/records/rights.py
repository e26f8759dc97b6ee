"""Who may record a stage for whom, and in which sudin's name."""

from collections.abc import Iterable
from datetime import date

from foundation.errors import NotAllowed, Refused
from offices.models import User
from offices.roles import Act
from participants.models import Participant, Share
from programs.records.models import Stage


def may_record(person: Participant, stage: str, by: User) -> bool:
    """Whether the officer's duties, or a referral for just this stage, let her record it."""
    return not beyond_rights([person], stage, by)


def beyond_rights(people: Iterable[Participant], stage: str, by: User) -> list[Participant]:
    """Those among `people` for whom this officer may not record the stage. At most one query."""
    act = Act.RECORD_VISIT if stage == Stage.MENTORING else Act.RECORD_STAGE
    others = [p for p in people if not by.scope.may(act, region=p.kelurahan_id, sudin=p.line.sudin_id)]
    if not others:
        return []
    referred = Share.objects.open().meant_for(by, act).filter(participant__in=others, purpose=stage)
    allowed = set(referred.values_list("participant_id", flat=True))
    return [person for person in others if person.pk not in allowed]


def recordable_stages(person: Participant, by: User) -> set[str]:
    """The stages beyond P1 that the officer may record for this person, by duty or by referral. At most one query."""
    at = {"region": person.kelurahan_id, "sudin": person.line.sudin_id}
    stages = set(person.shares.open().meant_for(by, Act.RECORD_STAGE).values_list("purpose", flat=True))
    if by.scope.may(Act.RECORD_VISIT, **at):
        stages.add(Stage.MENTORING)
    if by.scope.may(Act.RECORD_STAGE, **at):
        stages.update(Stage.BEYOND_REGISTRATION)
    return stages


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
