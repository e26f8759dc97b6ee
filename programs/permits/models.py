"""Permits (P4): number, issuer, issue and expiry."""

from django.db import models
from django.db.models import F, Q

from offices.models import User
from records.models import StageDetail


class PermitKind(models.TextChoices):
    NIB = "nib", "NIB"
    PIRT = "pirt", "P-IRT"
    HALAL = "halal", "Halal"
    BPOM = "bpom", "BPOM MD"
    HKI = "hki", "HKI (merek)"
    IUMK = "iumk", "IUMK (lama)"


class Permit(StageDetail):
    """A permit issued to a participant."""

    kind = models.CharField("jenis izin", max_length=6, choices=PermitKind.choices)
    number = models.CharField("nomor izin", max_length=40)
    issuer = models.CharField("penerbit", max_length=120)
    issued_on = models.DateField("tanggal terbit")
    expires_on = models.DateField("berlaku sampai", null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "izin"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gt=F("issued_on")),
                name="permit_expires_after_issue",
                violation_error_message="Masa berlaku izin harus setelah tanggal terbit.",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "kind"], name="permit_of_participant"),
            models.Index(fields=["kind", "number"], name="permit_by_number"),
        ]
