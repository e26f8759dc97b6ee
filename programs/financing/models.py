"""Loans and grants (P7). Only a disbursed one completes the stage."""

from django.db import models
from django.db.models import F, Q

from foundation.versions import Versioned
from offices.models import User
from records.models import StageDetail, StageRecord


class FinancingKind(models.TextChoices):
    LOAN = "pinjaman", "Pinjaman"
    KUR = "kur", "KUR"
    GRANT = "hibah", "Hibah"
    CSR = "csr", "CSR"


class FinancingState(models.TextChoices):
    APPLIED = "diajukan", "Diajukan"
    APPROVED = "disetujui", "Disetujui"
    REJECTED = "ditolak", "Ditolak"
    DISBURSED = "cair", "Cair"


NEXT = {
    FinancingState.APPLIED: [FinancingState.APPROVED, FinancingState.REJECTED, FinancingState.DISBURSED],
    FinancingState.APPROVED: [FinancingState.DISBURSED, FinancingState.REJECTED],
    FinancingState.REJECTED: [],
    FinancingState.DISBURSED: [],
}
"""What each state may become."""


class Financing(Versioned, StageDetail):
    """An application for capital and what became of it."""

    lender = models.CharField("pemberi modal", max_length=120)
    kind = models.CharField("jenis", max_length=10, choices=FinancingKind.choices)
    amount = models.DecimalField("jumlah", max_digits=15, decimal_places=2)
    state = models.CharField("keadaan", max_length=10, choices=FinancingState.choices, default=FinancingState.APPLIED)
    applied_on = models.DateField("tanggal pengajuan")
    decided_on = models.DateField("tanggal keputusan", null=True, blank=True)
    disbursed_on = models.DateField("tanggal cair", null=True, blank=True)
    note = models.CharField("catatan", max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "permodalan"
        ordering = ["-applied_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="financing_amount_is_positive",
                violation_error_message="Jumlah permodalan harus lebih dari nol.",
            ),
            models.CheckConstraint(
                condition=Q(state=FinancingState.DISBURSED, disbursed_on__isnull=False)
                | (~Q(state=FinancingState.DISBURSED) & Q(disbursed_on=None)),
                name="disbursed_has_its_day",
                violation_error_message="Isi tanggal cair untuk permodalan yang sudah cair.",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether something may still become of it."""
        return bool(NEXT[FinancingState(self.state)])

    @classmethod
    def let_go(cls, record: StageRecord) -> None:
        """Approved again, so that the disbursement can be recorded anew; what it was is kept in the history."""
        cls.objects.filter(record=record).update(
            state=FinancingState.APPROVED, disbursed_on=None, record=None, version=F("version") + 1
        )
