"""Rujukan: another sudin does a stage, the credit stays."""

import uuid

from django.db import models
from django.db.models import Q

from foundation.days import today
from offices.models import Sudin, User
from participants.models import Participant, Share
from programs.records.models import Stage, StageRecord


class ReferralQuerySet(models.QuerySet):
    def open(self) -> "ReferralQuerySet":
        """Referrals that still wait: not closed, not past their end."""
        return self.filter(closed_at=None, ends_on__gte=today())

    def visible_to(self, user: User) -> "ReferralQuerySet":
        """Referrals to the officer's sudin, and those of people she may see."""
        ours = Q(to_sudin__in=sorted(user.scope.sudin_codes))
        return self.filter(ours | Q(participant__in=Participant.objects.visible_to(user)))


class Referral(models.Model):
    """A participant referred to a sudin for one stage, until a day. While open, that sudin sees her."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="referrals")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name="tahap")
    from_sudin = models.ForeignKey(
        Sudin, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dirujuk oleh sudin"
    )
    to_sudin = models.ForeignKey(Sudin, models.PROTECT, related_name="+", verbose_name="dirujuk ke")
    reason = models.CharField("alasan rujukan", max_length=300)
    ends_on = models.DateField("batas waktu")
    share = models.OneToOneField(Share, models.PROTECT, related_name="referral", editable=False)
    opened_at = models.DateTimeField("dirujuk pada", auto_now_add=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dirujuk oleh")
    closed_at = models.DateTimeField("ditutup pada", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )
    outcome = models.CharField("hasil", max_length=300, blank=True)
    record = models.ForeignKey(StageRecord, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rujukan"
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["to_sudin", "ends_on", "id"], condition=Q(closed_at=None), name="referral_waiting"),
            models.Index(fields=["participant", "-opened_at"], name="referral_of_participant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="closing_a_referral_has_outcome",
                violation_error_message="Penutupan rujukan harus memuat hasilnya.",
            ),
        ]
