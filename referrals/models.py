"""Rujukan: another sudin does a stage, the credit stays."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.days import today
from offices.models import Sudin, User
from offices.roles import Act
from participants.models import Participant, Share
from records.models import Stage, StageRecord


class ReferralQuerySet(models.QuerySet):
    def open(self) -> "ReferralQuerySet":
        """Referrals that still wait: neither they nor what they share is closed, and their end has not passed."""
        return self.filter(closed_at=None, share__closed_at=None, ends_on__gte=today())

    def ended(self) -> "ReferralQuerySet":
        return self.filter(Q(closed_at__isnull=False) | Q(share__closed_at__isnull=False) | Q(ends_on__lt=today()))

    def incoming(self, user: User) -> "ReferralQuerySet":
        """Referrals to a sudin of the officer, of people in the region of that duty."""
        return self.filter(user.scope.of_own_sudin(Act.SEE_PEOPLE, sudin="to_sudin", region="participant__kelurahan"))

    def outgoing(self, user: User) -> "ReferralQuerySet":
        """Referrals of people in the officer's own care."""
        cared_for = Participant.objects.filter(user.scope.of_participants())
        return self.filter(participant__in=cared_for)

    def visible_to(self, user: User) -> "ReferralQuerySet":
        """Both. The person behind an ended one may be out of the receiving officer's sight."""
        return self.filter(pk__in=self.incoming(user).values("pk")) | self.outgoing(user)


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

    @property
    def is_expired(self) -> bool:
        return self.closed_at is None and self.ends_on < today()


class AnsweringRecord(StageRecord):
    """Stage records as referrals see them: one by the sudin she was referred to, for that stage, closes the referral.

    A trigger, because records come by many ways (a form, attendance, bulk, import) and every one of them answers.
    """

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="answer_referral",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func=pgtrigger.Func(
                    """
                    WITH answers AS (
                        SELECT DISTINCT ON ({columns.participant}, {columns.stage}, {columns.acting_sudin})
                            {columns.participant} AS participant, {columns.stage} AS stage,
                            {columns.acting_sudin} AS sudin, {columns.recorded_by} AS officer, {columns.id} AS record
                        FROM new_rows
                        WHERE {columns.acting_sudin} IS NOT NULL
                        ORDER BY {columns.participant}, {columns.stage}, {columns.acting_sudin}, {columns.id}
                    ), answered AS (
                        UPDATE referrals_referral
                        SET closed_at = now(), closed_by_id = officer, record_id = record,
                            outcome = 'Tahap sudah dicatat.'
                        FROM answers
                        WHERE participant_id = participant AND stage_id = stage AND to_sudin_id = sudin
                          AND closed_at IS NULL
                        RETURNING share_id
                    )
                    UPDATE participants_share SET closed_at = now()
                    WHERE id IN (SELECT share_id FROM answered) AND closed_at IS NULL;
                    RETURN NULL;
                    """
                ),
            ),
        ]
