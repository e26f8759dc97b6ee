"""What an officer has typed and not yet saved."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone

from foundation.fields import EncryptedTextField
from foundation.keeping import NoHistory
from offices.models import User

KEPT = timedelta(hours=24)
"""How long an unfinished form is kept after it was last touched."""


class DraftQuerySet(models.QuerySet):
    def alive(self) -> "DraftQuerySet":
        return self.filter(saved_at__gt=timezone.now() - KEPT)

    def expired(self) -> "DraftQuerySet":
        return self.filter(saved_at__lte=timezone.now() - KEPT)

    def visible_to(self, user: User) -> "DraftQuerySet":
        """The officer's own only: who signs in next on a shared PC finds nothing of them."""
        return self.alive().filter(user=user)


class Draft(models.Model):
    """One registration form under way: the NIK it is for and what was typed, both encrypted.

    Its public id names the form's address, so that the NIK never stands in one, and is the idempotency key of the
    registration it leads to: one draft, at most one participant. Deleted on success, gone after `KEPT`.
    """

    history = NoHistory("Still being typed, encrypted, and its officer's own.")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    nik = EncryptedTextField("NIK", context="desk.draft_nik")
    typed = EncryptedTextField("isian", context="desk.draft_typed")
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "isian belum selesai"
        indexes = [models.Index(fields=["user", "-saved_at"], name="draft_of_user")]

    def __str__(self) -> str:
        return str(self.public_id)
