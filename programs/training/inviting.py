"""Who may be invited to a class, and inviting her."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.errors import Refused
from offices.models import User
from offices.roles import Act
from participants.models import Participant, Share
from programs.activities.rights import may_run
from programs.training.models import Invitation, TrainingClass
from programs.training.planning import lock_class
from records.models import StageCode, StageRecord


def invitable(training_class: TrainingClass, by: User) -> QuerySet[Participant]:
    """Active people of the class's sudin, or referred to it for P2, whom this officer may record."""
    own = by.scope.of(Act.RECORD_STAGE, region="kelurahan", line="line") & Q(line__sudin=training_class.sudin_id)
    referred = Share.objects.open().filter(
        participant=OuterRef("pk"), sudin=training_class.sudin_id, purpose=StageCode.TRAINING
    )
    return Participant.objects.active().filter(own | Q(Exists(referred)))


def not_invited(people: QuerySet[Participant], training_class: TrainingClass) -> QuerySet[Participant]:
    letters = Invitation.objects.filter(training_class=training_class, participant=OuterRef("pk"))
    return people.filter(~Exists(letters))


def untrained(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those without a valid P2."""
    trained = StageRecord.objects.valid().filter(participant=OuterRef("pk"), stage=StageCode.TRAINING)
    return people.filter(~Exists(trained))


@transaction.atomic
def invite(training_class: TrainingClass, chosen: Collection[UUID], *, by: User) -> int:
    """Invite all of them, or nobody; answers how many are new. Who was invited before stays invited, so sending the
    same choice twice changes nothing.

    Raises Refused when one of them is out of reach or the seats do not suffice, saying how many are left.
    """
    may_run(training_class, by)
    standing = lock_class(training_class)
    already = set(
        standing.invitations.filter(participant__public_id__in=chosen).values_list("participant__public_id", flat=True)
    )
    new = list(invitable(standing, by).filter(public_id__in=set(chosen) - already).order_by("pk"))
    if len(new) < len(set(chosen) - already):
        raise Refused("Sebagian pilihan tidak aktif atau di luar tugas Anda. Tidak ada yang diundang.")
    left = standing.seats - standing.invitations.count()
    if len(new) > left:
        raise Refused(
            f"Kursi tersisa {left}, Anda memilih {len(new)} orang. Kurangi pilihan atau tambah kursi. Tidak ada yang diundang."
        )
    Invitation.objects.bulk_create(
        Invitation(training_class=standing, participant=person, invited_by=by) for person in new
    )
    if new:
        TrainingClass.objects.filter(pk=standing.pk).touch()
    return len(new)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back. Raises Refused once her attendance is recorded."""
    may_run(invitation.training_class, by)
    standing = lock_class(invitation.training_class)
    gone, _ = standing.invitations.filter(pk=invitation.pk, attended=None).delete()
    if not gone:
        raise Refused("Kehadirannya sudah dicatat; undangan tidak dapat ditarik.")
    TrainingClass.objects.filter(pk=standing.pk).touch()
