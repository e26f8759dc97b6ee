"""Bazaars (P5): days, stands, exhibitors, attendance and sales."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from foundation.days import today
from offices.models import User
from participants.models import Business, Participant
from programs.activities.models import Activity, ActivityQuerySet, Attendance, AttendanceQuerySet
from records.models import StageCode, StageRecord


class Funding(models.TextChoices):
    BUDGET = "apbd", "APBD"
    SPONSOR = "sponsor", "Sponsor"
    MIXED = "gabungan", "APBD dan sponsor"


class BazaarQuerySet(ActivityQuerySet):
    def with_counts(self) -> Self:
        """Each with `chosen` (stands taken now) and `sold` (rupiah over all days)."""
        taken = Exhibitor.objects.present().filter(bazaar=OuterRef("pk")).order_by().values("bazaar")
        days = BazaarDay.objects.there().filter(exhibitor__bazaar=OuterRef("pk")).order_by().values("exhibitor__bazaar")
        return self.annotate(
            chosen=Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0),
            sold=Subquery(days.annotate(total=Sum("sales")).values("total")),
        )


class Bazaar(Activity):
    """A bazaar with numbered stands. Each day an exhibitor is there completes P5."""

    stage = StageCode.MARKETING
    word = "bazar"
    unit = "stan"

    name = models.CharField("nama bazar", max_length=120)
    funding = models.CharField("pendanaan", max_length=10, choices=Funding.choices)
    stands = models.PositiveSmallIntegerField("jumlah stan")

    objects = BazaarQuerySet.as_manager()

    class Meta(Activity.Meta):
        verbose_name = verbose_name_plural = "bazar"
        constraints: ClassVar = [
            *Activity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(stands__gte=1),
                name="bazaar_has_stands",
                violation_error_message="Bazar harus memiliki sedikitnya satu stan.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def capacity(self) -> int:
        return self.stands

    def holders(self) -> "ExhibitorQuerySet":
        return self.exhibitors.present()

    def filled_up_to(self) -> int:
        return self.holders().aggregate(highest=Max("stand"))["highest"] or 0

    def attended_days(self) -> set[date]:
        return set(self.attendances().values_list("day", flat=True))

    def also_there(self, day: date, people: Collection[int]) -> AttendanceQuerySet:
        return BazaarDay.objects.of_people(people, "exhibitor__bazaar").filter(day=day).exclude(exhibitor__bazaar=self)

    def attendances(self) -> AttendanceQuerySet:
        """Who was there, on every day."""
        return BazaarDay.objects.there().filter(exhibitor__bazaar=self)


class ExhibitorQuerySet(models.QuerySet):
    def present(self) -> "ExhibitorQuerySet":
        """Those who hold a stand now."""
        return self.filter(withdrawn_at=None)

    def movable(self) -> "ExhibitorQuerySet":
        """Those whose stand may be given up or handed on: not once they stood there and the bazaar is over."""
        stood = BazaarDay.objects.there().filter(exhibitor=OuterRef("pk"))
        settled = Q(Exists(stood), bazaar__ends_on__lt=today())
        return self.present().filter(~settled, bazaar__cancelled_at=None)


class Exhibitor(models.Model):
    """A participant chosen for a stand."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bazaar = models.ForeignKey(Bazaar, models.PROTECT, related_name="exhibitors")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="exhibits")
    business = models.ForeignKey(Business, models.PROTECT, null=True, blank=True, related_name="+")
    stand = models.PositiveSmallIntegerField("nomor stan")
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    chosen_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField("mundur pada", null=True, blank=True)

    objects = ExhibitorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peserta bazar"
        ordering = ["stand"]
        constraints = [
            models.UniqueConstraint(
                fields=["bazaar", "participant"],
                condition=Q(withdrawn_at=None),
                name="exhibits_once_per_bazaar",
                violation_error_message="Peserta ini sudah terpilih untuk bazar ini.",
            ),
            models.UniqueConstraint(
                fields=["bazaar", "stand"],
                condition=Q(withdrawn_at=None),
                name="one_exhibitor_per_stand",
                violation_error_message="Stan ini sudah terisi.",
            ),
        ]
        indexes = [models.Index(fields=["participant", "bazaar"], name="exhibits_of_participant")]


class BazaarDay(Attendance):
    """An exhibitor who came on a day of the bazaar, and what she sold, in rupiah."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="bazaar_days")
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, related_name="days")
    day = models.DateField("hari")
    sales = models.DecimalField("penjualan", max_digits=15, decimal_places=2, null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran bazar"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["exhibitor", "day"],
                condition=Q(record__isnull=False),
                name="attends_once_per_day",
                violation_error_message="Kehadiran hari ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(sales=None) | Q(sales__gte=0),
                name="sales_are_not_negative",
                violation_error_message="Penjualan tidak boleh negatif.",
            ),
        ]

    @property
    def activity(self) -> Bazaar:
        return self.exhibitor.bazaar

    @classmethod
    def let_go(cls, record: StageRecord) -> None:
        """The day may be recorded anew, and a sheet opened before no longer holds."""
        Bazaar.objects.filter(exhibitors__days__record=record).touch()
        cls.objects.filter(record=record).update(record=None)
