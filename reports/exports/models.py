"""Exports: what an officer saw, as a file of the officer's own."""

import uuid

from django.db import models
from django.utils import timezone

from offices.models import User

EXPORTS = "exports/"
"""The folder of exports among the media files; nothing in it lasts longer than they do."""


class ExportState(models.TextChoices):
    WAITING = "waiting", "Sedang dibuat"
    READY = "ready", "Siap diunduh"
    FAILED = "failed", "Tidak dapat dibuat"


class ExportKind(models.TextChoices):
    BOARD = "board", "Dasbor"
    PEOPLE = "people", "Daftar di balik angka"


class ExportQuerySet(models.QuerySet):
    def belonging_to(self, user: User) -> "ExportQuerySet":
        """The officer's own, asked for under the duties of now: a duty that ended takes its files along."""
        return self.filter(owner=user, duties=user.scope.key)


class Export(models.Model):
    """What an officer saw, as a file: written by a job under the officer's scope, nobody else's, gone after a day."""

    class Format(models.TextChoices):
        XLSX = "xlsx", "Excel (XLSX)"
        CSV = "csv", "CSV"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="exports")
    kind = models.CharField("isi", max_length=8, choices=ExportKind.choices)
    format = models.CharField("bentuk", max_length=4, choices=Format.choices)
    query = models.TextField("saringan pada alamat")
    words = models.TextField("saringan")
    duties = models.TextField("tugas saat diminta", editable=False)
    named = models.BooleanField("dengan nama", default=False)
    reason = models.CharField("alasan", max_length=300, blank=True)
    state = models.CharField("keadaan", max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    problem = models.CharField("sebab tidak dibuat", max_length=200, blank=True, db_default="", default="")
    rows = models.PositiveIntegerField("jumlah baris", null=True)
    file = models.FileField("berkas", upload_to=EXPORTS, blank=True)
    created_at = models.DateTimeField("diminta pada", auto_now_add=True)
    ready_at = models.DateTimeField("siap pada", null=True)
    expires_at = models.DateTimeField("kedaluwarsa pada")

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ekspor"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="export_of_owner")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_format_display()})"

    @property
    def is_waiting(self) -> bool:
        return self.state == ExportState.WAITING

    @property
    def is_ready(self) -> bool:
        """Whether the file can be fetched now."""
        return self.state == ExportState.READY and self.expires_at > timezone.now()
