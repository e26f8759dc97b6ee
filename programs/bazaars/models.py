"""Bazaars (P5): days, stands, exhibitors, attendance and sales."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from foundation.days import today
from foundation.versions import Versioned
from offices.models import Region, Sudin, User
from participants.models import Business, Participant
from programs.activities.models import ActivityQuerySet
from records.models import StageDetail, StageRecord


class Funding(models.TextChoices):
    BUDGET = "apbd", "APBD"
    SPONSOR = "sponsor", "Sponsor"
    MIXED = "gabungan", "APBD dan sponsor"


class BazaarQuerySet(ActivityQuerySet):
    def with_counts(self) -> "BazaarQuerySet":
        """Each with `chosen` (stands taken now) and `sold` (rupiah over all days)."""
        taken = Exhibitor.objects.present().filter(bazaar=OuterRef("pk")).order_by().values("bazaar")
        days = (
            BazaarDay.objects.filter(exhibitor__bazaar=OuterRef("pk"), voided=False)
            .order_by()
            .values("exhibitor__bazaar")
        )
        return self.annotate(
            chosen=Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0),
            sold=Subquery(days.annotate(total=Sum("sales")).values("total")),
        )


class Bazaar(Versioned):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("nama bazar", max_length=120)
    starts_on = models.DateField("hari pertama")
    ends_on = models.DateField("hari terakhir")
    place = models.CharField("tempat", max_length=160)
    kelurahan = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kelurahan")
    sudin = models.ForeignKey(Sudin, models.PROTECT, related_name="bazaars", verbose_name="penyelenggara")
    funding = models.CharField("pendanaan", max_length=10, choices=Funding.choices)
    stands = models.PositiveSmallIntegerField("jumlah stan")
    cancelled_at = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BazaarQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "bazar"
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="bazaar_ends_after_it_starts",
                violation_error_message="Hari terakhir bazar mendahului hari pertamanya.",
            ),
            models.CheckConstraint(
                condition=Q(stands__gte=1),
                name="bazaar_has_stands",
                violation_error_message="Bazar harus memiliki sedikitnya satu stan.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> list[date]:
        return [self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1)]

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()

    def can_be_taken(self, day: date) -> bool:
        """Whether attendance of that day may be written down: a day of the bazaar that has come."""
        return self.cancelled_at is None and self.starts_on <= day <= min(self.ends_on, today())


class ExhibitorQuerySet(models.QuerySet):
    def present(self) -> "ExhibitorQuerySet":
        """Those who hold a stand now."""
        return self.filter(withdrawn_at=None)

    def movable(self) -> "ExhibitorQuerySet":
        """Those whose stand may be given up or handed on: not once they stood there and the bazaar is over."""
        stood = BazaarDay.objects.filter(exhibitor=OuterRef("pk"), voided=False)
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


class BazaarDay(StageDetail):
    """An exhibitor who came on a day of the bazaar, and what she sold, in rupiah."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="bazaar_days")
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, related_name="days")
    day = models.DateField("hari")
    sales = models.DecimalField("penjualan", max_digits=15, decimal_places=2, null=True, blank=True)
    voided = models.BooleanField("dibatalkan", default=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran bazar"
        constraints = [
            models.UniqueConstraint(
                fields=["exhibitor", "day"],
                condition=Q(voided=False),
                name="attends_once_per_day",
                violation_error_message="Kehadiran hari ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(sales=None) | Q(sales__gte=0),
                name="sales_are_not_negative",
                violation_error_message="Penjualan tidak boleh negatif.",
            ),
        ]

    @classmethod
    def let_go(cls, record: StageRecord) -> None:
        """The day may be recorded anew, and a sheet opened before no longer holds."""
        Bazaar.objects.filter(exhibitors__days__record=record).touch()
        cls.objects.filter(record=record).update(voided=True)
