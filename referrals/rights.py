"""Who may refer a person, and who may close a referral. Each question stands beside its demand."""

from foundation.errors import NotAllowed
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from referrals.models import Referral


def may_refer(person: Participant, by: User) -> bool:
    """The sudin in charge, or the kelurahan that looks after her. `person` comes with her line."""
    return by.scope.may(Act.REFER, region=person.kelurahan_id, sudin=person.line.sudin_id)


def require_refer(person: Participant, by: User) -> None:
    """Raise NotAllowed out of the officer's duties."""
    if not may_refer(person, by):
        raise NotAllowed("Tugas Anda tidak mencakup rujukan peserta ini.")


def may_close(referral: Referral, person: Participant, by: User) -> bool:
    """Whoever may refer her, and the sudin she was referred to."""
    receives = by.scope.may(Act.RECORD_STAGE, region=person.kelurahan_id, sudin=referral.to_sudin_id)
    return receives or may_refer(person, by)


def require_close(referral: Referral, person: Participant, by: User) -> None:
    """Raise NotAllowed for officers of neither side."""
    if not may_close(referral, person, by):
        raise NotAllowed("Rujukan ini bukan dari atau untuk sudin Anda.")
