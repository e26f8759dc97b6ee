"""Inviting people to a class, and taking an invitation back."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from foundation.errors import Refused
from offices.models import User
from participants.models import Participant
from participants.participants import ParticipantQuerySet
from programs.activities import choosing
from programs.activities.planning import lock_activity, touch
from programs.activities.rights import require_run
from programs.training.models import Invitation, TrainingClass
from records.models import StageCode, StageRecord


def untrained(people: ParticipantQuerySet) -> ParticipantQuerySet:
    """Those without a valid P2."""
    trained = StageRecord.objects.valid().filter(participant=OuterRef("pk"), stage=StageCode.TRAINING)
    return people.filter(~Exists(trained))


def invite(training_class: TrainingClass, chosen: Collection[UUID], *, by: User) -> int:
    """Invite all of them, or nobody; answers how many are new. More than there are seats is no fault: not all come.

    Raises what `choosing.choose` raises.
    """

    def give(standing: TrainingClass, people: list[Participant]) -> None:
        Invitation.objects.bulk_create(
            Invitation(training_class=standing, participant=person, invited_by=by) for person in people
        )

    return choosing.choose(training_class, chosen, by=by, give=give)


def give_uninvited(standing: TrainingClass, person: Participant, day: date, by: User) -> None:
    """Her row for `adding.add`, as of one who came without an invitation."""
    Invitation.objects.create(training_class=standing, participant=person, invited_by=by, uninvited_on=day)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back. Raises Refused once her attendance is recorded."""
    require_run(invitation.training_class, by)
    standing = lock_activity(invitation.training_class)
    gone, _ = standing.invitations.awaited().filter(pk=invitation.pk).delete()
    if not gone:
        raise Refused("Kehadirannya sudah dicatat; undangan tidak dapat ditarik.")
    touch(standing)
