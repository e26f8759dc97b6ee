"""Bazaars (P5): days, stands, exhibitors, attendance and sales."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, Least

from foundation.days import today
from offices.models import User
from participants.models import Business, Participant
from programs.activities.models import Activity, ActivityQuerySet, Attendance, AttendanceQuerySet, Listed
from records.models import StageCode, StageRecord


class Funding(models.TextChoices):
    BUDGET = "apbd", "APBD"
    SPONSOR = "sponsor", "Sponsor"
    MIXED = "gabungan", "APBD dan sponsor"


class BazaarQuerySet(ActivityQuerySet):
    def awaiting_attendance(self) -> Self:
        """Somebody is listed, and of a day that is over no sheet was saved: these days outnumber their sheets."""
        yesterday = today() - timedelta(days=1)
        sheets = DaySheet.objects.filter(
            bazaar=OuterRef("pk"), day__range=(OuterRef("starts_on"), Least(OuterRef("ends_on"), yesterday))
        )
        saved = Coalesce(Subquery(sheets.order_by().values("bazaar").annotate(n=Count("pk")).values("n")), 0)
        unsaved_from = ExpressionWrapper(F("starts_on") + Cast(saved, models.IntegerField()), models.DateField())
        listed = Exists(Exhibitor.objects.present().filter(bazaar=OuterRef("pk")))
        held = self.standing().filter(listed, starts_on__lte=yesterday).alias(unsaved_from=unsaved_from)
        return held.filter(ends_on__gte=F("unsaved_from"), unsaved_from__lte=yesterday).order_by("starts_on", "id")

    def with_counts(self) -> Self:
        """Each with `chosen` (stands taken now), `came`, `uninvited` of these, and `sold` (rupiah over all days)."""
        held = Exhibitor.objects.filter(bazaar=OuterRef("pk")).order_by().values("bazaar")
        taken = held.filter(withdrawn_at=None, stand__isnull=False)
        came = held.filter(Exists(BazaarDay.objects.there().filter(exhibitor=OuterRef("pk"))))
        days = BazaarDay.objects.there().filter(exhibitor__bazaar=OuterRef("pk")).order_by().values("exhibitor__bazaar")
        return self.annotate(
            chosen=Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0),
            came=Coalesce(Subquery(came.annotate(n=Count("pk")).values("n")), 0),
            uninvited=Coalesce(
                Subquery(came.filter(uninvited_on__isnull=False).annotate(n=Count("pk")).values("n")), 0
            ),
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

    def listed(self, day: date) -> "ExhibitorQuerySet":
        """The holders of stands, and whoever was there and gave hers up since."""
        there = self.attendances().filter(day=day).values("exhibitor")
        rows = self.exhibitors.present() | self.exhibitors.filter(pk__in=there)
        return rows.order_by("stand", "pk")

    def arrived(self, day: date) -> "ExhibitorQuerySet":
        """Not whose attendance was taken back: she was listed by mistake."""
        if self.day_sheets.filter(day=day).exists():
            return self.exhibitors.none()
        known = BazaarDay.objects.filter(exhibitor=OuterRef("pk"), day=day)
        return self.exhibitors.present().filter(~Exists(known), uninvited_on=day)

    def free(self) -> int:
        """A stand is a place on the ground: who came uninvited and found none free has none."""
        return max(self.stands - self.holders().filter(stand__isnull=False).count(), 0)

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


class Exhibitor(Listed):
    """A participant chosen for a stand; one who came uninvited may be there without one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bazaar = models.ForeignKey(Bazaar, models.PROTECT, related_name="exhibitors")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="exhibits")
    business = models.ForeignKey(Business, models.PROTECT, null=True, blank=True, related_name="+")
    stand = models.PositiveSmallIntegerField("nomor stan", null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(stand__isnull=False) | Q(uninvited_on__isnull=False),
                name="who_is_chosen_has_a_stand",
                violation_error_message="Peserta yang terpilih harus mempunyai stan.",
            ),
        ]
        indexes = [models.Index(fields=["participant", "bazaar"], name="exhibits_of_participant")]

    @property
    def listed_by_id(self) -> int:
        return self.chosen_by_id

    @property
    def stand_words(self) -> str:
        return "Tanpa stan" if self.stand is None else f"Stan {self.stand}"


class DaySheet(models.Model):
    """The sheet of a day was saved, also one on which nobody was there; the day waits for it no longer."""

    bazaar = models.ForeignKey(Bazaar, models.PROTECT, related_name="day_sheets")
    day = models.DateField("hari")
    taken_at = models.DateTimeField("dicatat pada", auto_now_add=True)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = "lembar hadir bazar"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bazaar", "day"],
                name="one_sheet_per_day",
                violation_error_message="Lembar hadir hari ini sudah dicatat.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bazaar_id} {self.day}"


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
        of_day = cls.objects.filter(record=record).values("exhibitor__bazaar")
        DaySheet.objects.filter(bazaar__in=of_day, day=record.occurred_on).delete()
        cls.objects.filter(record=record).update(record=None)
