"""Bazaars (P5): days, stands, exhibitors, attendance and sales."""

import uuid

from django.db import models
from django.db.models import F, Q

from foundation.versions import Versioned
from offices.models import Region, Sudin, User
from participants.models import Business, Participant
from programs.records.models import Stage, StageRecord, TypedRecord


class Funding(models.TextChoices):
    BUDGET = "apbd", "APBD"
    SPONSOR = "sponsor", "Sponsor"
    MIXED = "gabungan", "APBD dan sponsor"


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


class Exhibitor(models.Model):
    """A participant chosen for a stand."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bazaar = models.ForeignKey(Bazaar, models.PROTECT, related_name="exhibitors")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="exhibits")
    business = models.ForeignKey(Business, models.PROTECT, null=True, blank=True, related_name="+")
    stand = models.PositiveSmallIntegerField("nomor stan")
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField("mundur pada", null=True, blank=True)

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


class BazaarDay(TypedRecord):
    """An exhibitor who came on a day of the bazaar, and what she sold, in rupiah."""

    completes = Stage.MARKETING

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="bazaar_days")
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, related_name="days")
    day = models.DateField("hari")
    sales = models.DecimalField("penjualan", max_digits=15, decimal_places=2, null=True, blank=True)
    voided = models.BooleanField("dibatalkan", default=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
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
        """The day may be recorded anew."""
        cls.objects.filter(record=record).update(voided=True)


class ShopLink(TypedRecord):
    """A shop on a marketplace or e-catalogue: the other way to complete P5."""

    completes = Stage.MARKETING

    channel = models.CharField("kanal", max_length=60)
    url = models.URLField("tautan toko", max_length=300)
    opened_on = models.DateField("tanggal mulai berjualan")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "toko daring"
