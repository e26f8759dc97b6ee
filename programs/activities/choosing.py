"""Who may be chosen for an activity, and choosing: everybody that was ticked, or nobody. See docs/adr/0021."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from foundation.errors import Refused
from offices.models import User
from offices.roles import Act
from participants.models import Participant, Share
from participants.participants import ParticipantQuerySet
from programs.activities.models import Activity
from programs.activities.planning import ActivityT, lock_activity, touch
from programs.activities.rights import require_run


def eligible(activity: Activity, by: User) -> ParticipantQuerySet:
    """Active people of the organising sudin whom this officer may record, or referred to it for the activity's stage."""
    own = by.scope.of(Act.RECORD_STAGE, region="kelurahan", line="line") & Q(line__sudin=activity.sudin_id)
    referred = Share.objects.open().filter(
        participant=OuterRef("pk"), sudin=activity.sudin_id, purpose=activity.stage.value
    )
    return Participant.objects.active().filter(own | Q(Exists(referred)))


def not_chosen(people: ParticipantQuerySet, activity: Activity) -> ParticipantQuerySet:
    """Those among `people` who have no seat or stand of it yet."""
    return people.filter(~Exists(activity.holders().filter(participant=OuterRef("pk"))))


@transaction.atomic
def choose(
    activity: ActivityT, chosen: Collection[UUID], *, by: User, give: Callable[[ActivityT, list[Participant]], None]
) -> int:
    """Let `give` store a place for each of them, in key order, or for nobody; answers how many are new. Who was chosen
    before stays, so sending the same choice twice changes nothing.

    Raises Refused when nobody is chosen, when one of them is out of reach, or where the capacity binds and there is not
    room for all, saying how much is left.
    """
    require_run(activity, by)
    if not chosen:
        raise Refused("Pilih paling sedikit satu peserta.")
    standing = lock_activity(activity)
    before = standing.holders().filter(participant__public_id__in=chosen)
    wanted = set(chosen) - set(before.values_list("participant__public_id", flat=True))
    new = list(eligible(standing, by).filter(public_id__in=wanted).order_by("pk"))
    if len(new) < len(wanted):
        raise Refused("Sebagian pilihan tidak aktif atau di luar tugas Anda. Tidak ada yang dipilih.")
    if (left := standing.free()) is not None and len(new) > left:
        words = f"{standing.unit.capitalize()} tersisa {left}, Anda memilih {len(new)} orang."
        raise Refused(f"{words} Tidak ada yang dipilih.")
    if new:
        give(standing, new)
        touch(standing)
    return len(new)
