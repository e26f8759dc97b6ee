"""Who may run activities, for which sudin and where."""

from django.db.models import QuerySet

from offices.models import Region, Sudin, User
from offices.regions import RegionQuerySet
from offices.roles import Act
from programs.activities.models import Activity


def may_run(activity: Activity, by: User) -> bool:
    """Whether a duty covers activities of this sudin in this place."""
    return by.scope.may(Act.RUN_ACTIVITIES, region=activity.kelurahan_id, sudin=activity.sudin_id)


def require_run(activity: Activity, by: User) -> None:
    """Raise NotAllowed out of the officer's duties."""
    by.scope.require(Act.RUN_ACTIVITIES, region=activity.kelurahan_id, sudin=activity.sudin_id)


def kelurahan_where(user: User) -> RegionQuerySet:
    """The kelurahan in which this officer may run something, those that ended included."""
    return Region.objects.kelurahan().reached_by(user, Act.RUN_ACTIVITIES).order_by("code")


def sudin_of(user: User) -> QuerySet[Sudin]:
    """The sudin for which this officer may run something."""
    return Sudin.objects.filter(pk__in=[duty.sudin_id for duty in user.scope.having(Act.RUN_ACTIVITIES)])
