"""The participant's businesses; a person may have none, one or several."""

import uuid
from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from foundation.days import today
from foundation.keeping import History
from foundation.partial_days import NOT_PARTIAL, PartialDay, PartialDayField, is_partial
from foundation.versions import Versioned, save_if_unchanged
from offices.models import User
from participants.details import BusinessDetails
from participants.participants import Participant
from participants.rights import require_active, require_correct
from participants.vocabulary import keep_words, words_of


class Field(models.TextChoices):
    CULINARY = "kuliner", "Kuliner"
    FASHION = "fesyen", "Fesyen"
    CRAFT = "kriya", "Kriya"
    PERFUME = "parfum", "Parfum"
    AGRICULTURE = "pertanian", "Pertanian dan perikanan"
    TRADE = "perdagangan", "Perdagangan"
    SERVICES = "jasa", "Jasa"
    CREATIVE = "kreatif", "Ekonomi kreatif lain"
    OTHER = "lainnya", "Lainnya"


class Scale(models.TextChoices):
    MICRO = "mikro", "Mikro"
    SMALL = "kecil", "Kecil"
    MEDIUM = "menengah", "Menengah"
    LARGE = "besar", "Besar"


BILLION = Decimal(10) ** 9
SCALES = [
    (Scale.MICRO, 1 * BILLION, 2 * BILLION),
    (Scale.SMALL, 5 * BILLION, 15 * BILLION),
    (Scale.MEDIUM, 10 * BILLION, 50 * BILLION),
]
"""Upper limits of capital and of yearly sales in rupiah (PP 7/2021, article 35)."""


def scale_of(capital: Decimal | None, monthly_turnover: Decimal | None) -> Scale | None:
    """The scale by capital, or by twelve months of turnover where the capital is unknown; None where both are."""
    if capital is not None:
        return next((scale for scale, limit, _ in SCALES if capital <= limit), Scale.LARGE)
    if monthly_turnover is not None:
        return next((scale for scale, _, limit in SCALES if monthly_turnover * 12 <= limit), Scale.LARGE)
    return None


MOST_WORKERS = 10_000


def check_start(known: PartialDay) -> None:
    """Raises ValidationError for a day before 1900 or to come."""
    if known.year < 1900 or known.first > today():
        raise ValidationError("Mulai usaha paling awal tahun 1900 dan tidak boleh melebihi hari ini.")


class Business(Versioned):
    history = History(hidden=("words",))

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="businesses")
    name = models.CharField("nama usaha", max_length=120)
    words = words_of("name")
    field = models.CharField("bidang usaha", max_length=14, choices=Field.choices)
    started_on = PartialDayField("mulai usaha")
    workers = models.PositiveIntegerField("tenaga kerja", default=0)
    capital = models.DecimalField("modal usaha", max_digits=15, decimal_places=2, null=True, blank=True)
    monthly_turnover = models.DecimalField("omzet per bulan", max_digits=15, decimal_places=2, null=True, blank=True)
    recorded_by = models.ForeignKey("offices.User", models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "usaha"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(capital=None) | Q(capital__gte=0))
                & (Q(monthly_turnover=None) | Q(monthly_turnover__gte=0)),
                name="business_money_is_not_negative",
                violation_error_message="Modal dan omzet tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=is_partial("started_on"),
                name="business_start_is_a_day_as_far_as_known",
                violation_error_message=NOT_PARTIAL,
            ),
        ]
        indexes = [GinIndex(fields=["words"], name="business_by_words")]
        triggers = keep_words()

    def __str__(self) -> str:
        return self.name

    @property
    def scale(self) -> Scale | None:
        """Computed from capital, else from twelve months of turnover; never typed."""
        return scale_of(self.capital, self.monthly_turnover)


@transaction.atomic
def add_business(participant: Participant, details: BusinessDetails, *, by: User) -> Business:
    """One more business of this person.

    Raises NotAllowed out of the officer's duties, Refused for a person who has left.
    """
    return Business.objects.create(participant=_active(participant, by), recorded_by=by, **details.values)


@transaction.atomic
def edit_business(business: Business, details: BusinessDetails, *, by: User, version: int) -> Business:
    """Store `details` if nobody saved after `version`; Stale with the fields changed meanwhile where somebody did.

    Raises NotAllowed out of the officer's duties, Refused for a person who has left.
    """
    _active(business.participant, by)
    save_if_unchanged(business, version, **details.values)
    return business


def _active(participant: Participant, by: User) -> Participant:
    person = Participant.objects.with_row_lock().select_related("line").get(pk=participant.pk)
    require_correct(person, by)
    require_active(person, before="memperbaiki datanya")
    return person
