"""Monthly turnover reports (P6): the simplest form of all."""

from django.db import models
from django.db.models import Q

from offices.models import User
from records.models import StageDetail, StageRecord


class TurnoverReport(StageDetail):
    """What a participant sold in one month, in rupiah. `month` is the first day of that month."""

    month = models.DateField("bulan")
    amount = models.DecimalField("omzet", max_digits=15, decimal_places=2)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    voided = models.BooleanField("dibatalkan", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "laporan omzet"
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "month"],
                condition=Q(voided=False),
                name="one_report_per_month",
                violation_error_message="Omzet bulan ini sudah dilaporkan.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="turnover_is_not_negative",
                violation_error_message="Omzet tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="turnover_month_is_its_first_day",
                violation_error_message="Bulan laporan tidak sah.",
            ),
        ]

    @classmethod
    def let_go(cls, record: StageRecord) -> None:
        """The month may be reported anew."""
        cls.objects.filter(record=record).update(voided=True)
