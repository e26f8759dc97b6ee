"""Mentoring visits (P3)."""

from django.db import models

from offices.models import User
from records.models import StageDetail


class Visit(StageDetail):
    """One visit of a mentor to a participant."""

    visited_on = models.DateField("tanggal kunjungan")
    mentor = models.CharField("pendamping", max_length=120)
    place = models.CharField("tempat", max_length=160)
    note = models.TextField("catatan kunjungan", max_length=2000)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "kunjungan pendampingan"
        ordering = ["-visited_on", "-id"]
