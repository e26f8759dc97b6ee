"""What waits for an officer, as sets of rows. Each is bounded by her duties; none costs more as the city grows."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from foundation.days import month_number, today
from offices.models import User
from offices.roles import Act
from participants.models import Participant
from programs.activities.picking import UNLISTED
from programs.bazaars.models import Bazaar
from programs.training.models import TrainingClass
from records.models import Source, Stage, StageRecord
from referrals.models import Referral

EVIDENCE_DAYS = 365
"""How far back records without evidence are still chased."""

IDLE_ORDER = ("last_activity_on", "id")


def to_verify(user: User) -> QuerySet[Participant]:
    """Registrations she may verify, the longest waiting first."""
    mine = user.scope.of(Act.VERIFY, region="kelurahan", line="line")
    return _shown(Participant.objects.unverified().filter(mine)).order_by("registered_on", "id")


def referred(user: User) -> QuerySet[Referral]:
    """Open referrals to her sudin within her area, the soonest ending first."""
    ours = user.scope.of_own_sudin(Act.RECORD_STAGE, sudin="to_sudin", region="participant__kelurahan")
    people = (f"participant__{name}" for name in UNLISTED)
    rows = Referral.objects.open().filter(ours).select_related("participant", "stage", "from_sudin").defer(*people)
    return rows.order_by("share__ends_on", "id")


def classes(user: User) -> QuerySet[TrainingClass]:
    """Classes of her sudin within her area that are to come, today's first."""
    return TrainingClass.objects.standing().coming().filter(_run_by(user)).with_counts().select_related("kelurahan")


def without_attendance(user: User) -> QuerySet[TrainingClass]:
    """Classes of hers whose attendance nobody has written down yet."""
    held = TrainingClass.objects.awaiting_attendance().filter(_run_by(user), ends_on__lt=today())
    return held.with_counts().select_related("kelurahan")


def bazaars(user: User) -> QuerySet[Bazaar]:
    return Bazaar.objects.standing().coming().filter(_run_by(user)).with_counts().select_related("kelurahan")


def idle(user: User) -> QuerySet[Participant]:
    """Active people in her care, the longest without any activity first."""
    mine = user.scope.of(Act.RECORD_STAGE, region="kelurahan", line="line")
    return _shown(Participant.objects.active().filter(mine)).order_by(*IDLE_ORDER)


def without_evidence(user: User) -> QuerySet[StageRecord]:
    """Records of a year that her sudin made in her area and no file supports, the newest first.

    Classes and bazaars are left out: their attendance sheets are the evidence.
    """
    ours = user.scope.of_own_sudin(Act.RECORD_STAGE, sudin="acting_sudin", region="kelurahan")
    since = today() - timedelta(days=EVIDENCE_DAYS)
    people = (f"participant__{name}" for name in UNLISTED)
    return (
        StageRecord.objects.without_evidence()
        .filter(ours, stage__in=_ALONE, month__gte=month_number(since), occurred_on__gte=since)
        .exclude(source=Source.BAZAAR)
        .filter(participant__in=Participant.objects.visible_to(user))
        .select_related("participant", "stage")
        .defer(*people)
        .order_by("-occurred_on", "-id")
    )


_ALONE = [Stage.MENTORING, Stage.PERMIT, Stage.MARKETING, Stage.REPORTING, Stage.CAPITAL]


def _run_by(user: User) -> Q:
    return user.scope.of_own_sudin(Act.RECORD_STAGE, sudin="sudin", region="kelurahan")


def _shown(people: QuerySet[Participant]) -> QuerySet[Participant]:
    return people.select_related("kelurahan", "line").defer(*UNLISTED)
