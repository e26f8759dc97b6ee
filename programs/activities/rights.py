"""Who may run activities, for which sudin and where."""

from typing import Any

from django.db.models import QuerySet

from foundation.days import today
from offices.models import Region, Sudin, User
from offices.roles import Act


def may_run(activity: Any, by: User) -> None:
    """Raise NotAllowed unless a duty covers activities of this sudin in this place."""
    by.scope.require(Act.RUN_ACTIVITIES, region=activity.kelurahan_id, sudin=activity.sudin_id)


def runs(activity: Any, by: User) -> bool:
    return by.scope.may(Act.RUN_ACTIVITIES, region=activity.kelurahan_id, sudin=activity.sudin_id)


def kelurahan_where(user: User) -> QuerySet[Region]:
    """The kelurahan in which this officer may run something."""
    return Region.objects.kelurahan().on(today()).reached_by(user, Act.RUN_ACTIVITIES).order_by("code")


def sudin_of(user: User) -> QuerySet[Sudin]:
    return Sudin.objects.filter(pk__in=[duty.sudin_id for duty in user.scope.having(Act.RUN_ACTIVITIES)])
