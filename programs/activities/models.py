"""What classes and bazaars have in common as rows: a sudin runs them, in a place, on days, for as many as fit."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q, QuerySet

from foundation.days import today
from foundation.versions import Versioned
from offices.models import Region, Sudin, User
from participants.participants import UNLISTED
from records.models import StageCode, StageDetail


class ActivityQuerySet(models.QuerySet):
    """Activities of one kind."""

    def visible_to(self, user: User) -> Self:
        """Those of the officer's sudin in their kota; those in their area where they have none."""
        return self.filter(user.scope.of_activities(sudin="sudin", region="kelurahan"))

    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def coming(self) -> Self:
        """Not over yet, today included; the next one first."""
        return self.filter(ends_on__gte=today()).order_by("starts_on", "id")

    def over(self) -> Self:
        """Held before today, the last one first."""
        return self.filter(ends_on__lt=today()).order_by("-starts_on", "-id")

    def with_counts(self) -> Self:
        """Each with what the list says of its people."""
        return self

    def touch(self) -> None:
        """Whoever has a form or sheet of these open learns that it is another one now."""
        self.update(version=F("version") + 1)


class Activity(Versioned):
    """Something a sudin holds, to which people are chosen; being there completes `stage`.

    A kind of activity says what its words, its capacity and its attendance are; the rest is in this package.
    """

    stage: ClassVar[StageCode]
    word: ClassVar[str]
    """What officers call it."""
    unit: ClassVar[str]
    """What there is a limited number of."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sudin = models.ForeignKey(Sudin, models.PROTECT, related_name="+", verbose_name="penyelenggara")
    place = models.CharField("tempat", max_length=160)
    kelurahan = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kelurahan")
    starts_on = models.DateField("hari pertama")
    ends_on = models.DateField("hari terakhir")
    cancelled_at = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering: ClassVar[Sequence[str]] = ["-starts_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message="Hari terakhir mendahului hari pertama.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="%(class)s_is_cancelled_with_a_reason",
                violation_error_message="Pembatalan harus memuat alasan.",
            ),
        ]

    @property
    def days(self) -> list[date]:
        return [self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1)]

    @property
    def sheets(self) -> list[date]:
        """The days for which attendance is taken, and which the records of it carry."""
        return self.days

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()

    def can_be_taken_on(self, day: date) -> bool:
        """Whether attendance of that day may be written down: it has a sheet and has come."""
        return self.cancelled_at is None and day in self.sheets and day <= today()

    @property
    def capacity(self) -> int:
        """How many fit in."""
        raise NotImplementedError

    def holders(self) -> QuerySet[Any]:
        """A row for each who has a seat or stand now; each has its `participant`."""
        raise NotImplementedError

    def listed(self, day: date) -> QuerySet[Any]:
        """A row for each who may be ticked on the sheet of that day, each a `Listed`."""
        raise NotImplementedError

    def arrived(self, day: date) -> QuerySet[Any]:
        """Those of `listed` who came uninvited on that day and of whom no sheet was saved yet: there, until unticked."""
        raise NotImplementedError

    def filled_up_to(self) -> int:
        """The least capacity that leaves everybody the place she has."""
        raise NotImplementedError

    def attended_days(self) -> set[date]:
        """The days of `sheets` on which somebody is recorded as present."""
        raise NotImplementedError

    def also_there(self, day: date, people: Collection[int]) -> "QuerySet[Any]":
        """The attendances of these people (keys) at others of this kind on that day, ready to be named."""
        raise NotImplementedError

    def free(self) -> int | None:
        """How many more may be chosen; None where the capacity is said and binds nobody. See docs/adr/0050."""
        raise NotImplementedError


class Listed(models.Model):
    """Somebody on the list of an activity: invited or chosen before, or come `uninvited_on` that day and added then."""

    uninvited_on = models.DateField("datang tanpa undangan pada", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def listed_by_id(self) -> int:
        """The officer who put her there."""
        raise NotImplementedError


class AttendanceQuerySet(models.QuerySet):
    def there(self) -> Self:
        """Those who were there, as far as is known today."""
        return self.filter(record__isnull=False)

    def of_people(self, people: Collection[int], activity: str) -> Self:
        """Theirs (keys), fetched with what names the person and the activity, to which that relation leads."""
        rows = self.there().filter(participant__in=people).select_related("participant", f"{activity}__kelurahan")
        return rows.defer(*(f"participant__{name}" for name in UNLISTED))


class Attendance(StageDetail):
    """Somebody at an activity. She was there exactly as long as `record` is set: with its record an attendance is taken
    back, by the sheet and by voiding alike."""

    class Meta:
        abstract = True

    @property
    def activity(self) -> Activity:
        """Where she was."""
        raise NotImplementedError

    @property
    def was_there(self) -> bool:
        return self.record_id is not None
