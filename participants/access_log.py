"""Who looked at whose data, when and why. Written by pages and API; read by the DPO and printed per person."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from offices.models import Duty, User
from offices.roles import Act
from participants.participants import Participant


class AccessKind(models.TextChoices):
    OPENED = "opened", "Membuka halaman peserta"
    REVEALED_NIK = "revealed_nik", "Membuka NIK lengkap"
    REVEALED_KK = "revealed_kk", "Membuka nomor kartu keluarga lengkap"
    REVEALED_PHONE = "revealed_phone", "Membuka nomor HP lengkap"
    REVEALED_ADDRESS = "revealed_address", "Membuka alamat lengkap"
    REVEALED_BIRTH = "revealed_birth", "Membuka tanggal lahir lengkap"
    CHECKED_NIK = "checked_nik", "Memeriksa NIK"
    CHECKED_PHONE = "checked_phone", "Memeriksa nomor HP"
    LISTED = "listed", "Membuka daftar nama di balik angka"
    EXPORTED = "exported", "Mengekspor daftar"
    PRINTED = "printed", "Mencetak tanda terima"
    OPENED_FILE = "opened_file", "Mengunduh bukti dukung"


class AccessEntryQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "AccessEntryQuerySet":
        """Looks at people of the officer's region; looks at no single person, where the one who looked has a duty there."""
        of_people_here = user.scope.of_regions(Act.SEE_ACCESS_LOG, code="participant__kelurahan__code")
        duties_here = user.scope.of_regions(Act.SEE_ACCESS_LOG, code="region__code")
        by_officers_here = Exists(Duty.objects.filter(duties_here, user=OuterRef("user")))
        return self.filter(of_people_here | Q(participant=None) & Q(by_officers_here))


class AccessEntry(models.Model):
    """One look at personal data. `what` tells the list's filter, never a name or number of a person.

    Written once: neither the portal nor its owner changes an entry or takes one away.
    """

    append_only = True

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, related_name="access_entries")
    user = models.ForeignKey(User, models.PROTECT, related_name="access_entries")
    kind = models.CharField(max_length=16, choices=AccessKind.choices)
    what = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    rows = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = AccessEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "catatan akses"
        indexes = [
            models.Index(fields=["participant", "-at"], name="access_to_participant"),
            models.Index(fields=["user", "-at"], name="access_by_user"),
            models.Index(fields=["-at", "-id"], name="access_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=AccessKind.LISTED) | ~Q(reason=""),
                name="opening_a_list_has_a_reason",
                violation_error_message="Isi alasan untuk membuka daftar nama.",
            ),
        ]


def note(user: User, kind: AccessKind, participant: Participant | None = None, **details: Any) -> AccessEntry:
    """Write down one look; `details` are reason, what and rows."""
    return AccessEntry.objects.create(user=user, kind=kind, participant=participant, **details)
