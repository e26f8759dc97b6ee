"""Who may refer a person, and who may close a referral. Each question stands beside its demand."""

from collections.abc import Iterable

from foundation.errors import NotAllowed
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from referrals.models import RECEIVERS, Referral, Result


def may_refer(person: Participant, by: User) -> bool:
    """The sudin in charge, or the kelurahan that looks after her. `person` comes with her line."""
    return by.scope.may(Act.REFER, region=person.kelurahan_id, sudin=person.line.sudin_id)


def require_refer(person: Participant, by: User) -> None:
    """Raise NotAllowed out of the officer's duties."""
    if not may_refer(person, by):
        raise NotAllowed("Tugas Anda tidak mencakup rujukan peserta ini.")


def results_for(referral: Referral, person: Participant, by: User) -> tuple[Result, ...]:
    """The results with which the officer may close it; none for those who may not.

    The sudin she was referred to says what came of it; whoever may refer her takes back what no record answers.
    `referral` comes with its `answers`.
    """
    receives = by.scope.may(Act.RECORD_STAGE, region=person.kelurahan_id, sudin=referral.to_sudin_id)
    takes_back = not referral.answers and may_refer(person, by)
    return (RECEIVERS if receives else ()) + ((Result.TAKEN_BACK,) if takes_back else ())


def require_close(referral: Referral, person: Participant, by: User) -> tuple[Result, ...]:
    """The results open to the officer. Raises NotAllowed where there are none."""
    if results := results_for(referral, person, by):
        return results
    if may_refer(person, by):
        raise NotAllowed(f"Rujukan ini sudah dikerjakan; hanya {referral.to_sudin} yang dapat menutupnya.")
    raise NotAllowed("Rujukan ini bukan dari atau untuk sudin Anda.")


def with_closing(referrals: Iterable[Referral], by: User) -> list[tuple[Referral, bool]]:
    """Each with whether the officer may close it. They come with their people and `answers`."""
    return [(row, row.closed_at is None and bool(results_for(row, row.participant, by))) for row in referrals]
