"""Activities as rows: which an officer sees, which are to come, which are over."""

from typing import Self

from django.db import models
from django.db.models import F

from foundation.days import today
from offices.models import User


class ActivityQuerySet(models.QuerySet):
    """Classes or bazaars: both name their `sudin`, `kelurahan` and days alike."""

    def visible_to(self, user: User) -> Self:
        """Those of the officer's sudin in her kota; those in her area where she has none."""
        return self.filter(user.scope.of_activities(sudin="sudin", region="kelurahan"))

    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def coming(self) -> Self:
        """Not over yet, today included; the next one first."""
        return self.filter(ends_on__gte=today()).order_by("starts_on", "id")

    def over(self) -> Self:
        """Held before today, the last one first."""
        return self.filter(ends_on__lt=today()).order_by("-starts_on", "-id")

    def touch(self) -> None:
        """Whoever has a form or sheet of these open learns that it is another one now."""
        self.update(version=F("version") + 1)
