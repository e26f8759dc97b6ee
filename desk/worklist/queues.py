"""What of the desk waits for an officer, as sets of rows within the duties; none costs more as the city grows."""

from datetime import timedelta

from django.db.models import QuerySet

from foundation.days import today
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from participants.participants import UNLISTED
from participants.verification import waiting_for
from records.models import EVIDENCED, Source, StageRecord

EVIDENCE_DAYS = 365
"""How far back records without evidence are still chased."""

IDLE_ORDER = ("last_activity_on", "id")


def to_verify(user: User) -> QuerySet[Participant]:
    """Registrations that wait for the officer, the longest waiting first."""
    return _shown(waiting_for(user)).order_by("registered_on", "id")


def idle(user: User) -> QuerySet[Participant]:
    """Active people in the officer's care, the longest without any activity first."""
    return _shown(Participant.objects.active().reached_by(user, Act.RECORD_STAGE)).order_by(*IDLE_ORDER)


def without_evidence(user: User) -> QuerySet[StageRecord]:
    """Records of a year that the officer's sudin made in the officer's area, for whomever, and no file supports.

    The newest first. Classes and bazaars are left out: their attendance sheets are the evidence.
    """
    ours = user.scope.of_own_sudin(Act.RECORD_STAGE, sudin="acting_sudin", region="kelurahan")
    since = today() - timedelta(days=EVIDENCE_DAYS)
    people = (f"participant__{name}" for name in UNLISTED)
    return (
        StageRecord.objects.without_evidence()
        .filter(ours, stage__in=EVIDENCED, occurred_on__gte=since)
        .exclude(source=Source.BAZAAR)
        .select_related("participant", "stage")
        .defer(*people)
        .order_by("-occurred_on", "-id")
    )


def _shown(people: QuerySet[Participant]) -> QuerySet[Participant]:
    return people.select_related("kelurahan__successor", "line").defer(*UNLISTED)
