"""Shops on a marketplace or e-catalogue (P5)."""

from django.db import models

from offices.models import User
from records.models import StageDetail


class ShopLink(StageDetail):
    """A shop on a marketplace or e-catalogue: the other way to complete P5."""

    channel = models.CharField("kanal", max_length=60)
    url = models.URLField("tautan toko", max_length=300)
    opened_on = models.DateField("tanggal mulai berjualan")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "toko daring"
