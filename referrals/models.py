"""Rujukan: another sudin does a stage, the credit stays."""

import uuid
from datetime import date, datetime

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from foundation.days import today
from offices.models import Sudin, User
from offices.roles import Act
from participants.models import Participant, Share
from records.models import Stage, StageRecord


class ReferralQuerySet(models.QuerySet):
    def open(self) -> "ReferralQuerySet":
        """Referrals that still wait: what they share is open today."""
        return self.filter(share__in=Share.objects.open())

    def ended(self) -> "ReferralQuerySet":
        return self.exclude(share__in=Share.objects.open())

    def expired(self) -> "ReferralQuerySet":
        """Those whose last day has passed and that nobody has ended."""
        return self.ended().filter(share__closed_at=None)

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

    def end(self, *, by: User, outcome: str) -> int:
        """End those nobody has ended yet, with what came of them and what they share; answers how many.

        The caller holds the locks of their people. `AnsweringRecord` does the same in SQL.
        """
        waiting = dict(self.filter(share__closed_at=None).values_list("pk", "share_id"))
        Share.objects.filter(pk__in=waiting.values()).update(closed_at=Now())
        return self.model._base_manager.filter(pk__in=waiting).update(closed_by=by, outcome=outcome)


class ReferralManager(models.Manager.from_queryset(ReferralQuerySet)):  # type: ignore[misc]
    """A referral always comes with its share: its days are the share's."""

    def get_queryset(self) -> ReferralQuerySet:
        return super().get_queryset().select_related("share")


class Referral(models.Model):
    """A participant referred to a sudin for one stage. It waits as long as its share is open: that sudin sees her.

    Until when, and since when no more, the share alone knows. See docs/adr/0034.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="referrals")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name="tahap")
    from_sudin = models.ForeignKey(
        Sudin, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dirujuk oleh sudin"
    )
    to_sudin = models.ForeignKey(Sudin, models.PROTECT, related_name="+", verbose_name="dirujuk ke")
    reason = models.CharField("alasan rujukan", max_length=300)
    share = models.OneToOneField(Share, models.PROTECT, related_name="referral", editable=False)
    opened_at = models.DateTimeField("dirujuk pada", auto_now_add=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dirujuk oleh")
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )
    outcome = models.CharField("hasil", max_length=300, blank=True)
    record = models.ForeignKey(StageRecord, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferralManager()

    class Meta:
        verbose_name = verbose_name_plural = "rujukan"
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["participant", "-opened_at"], name="referral_of_participant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by=None, outcome="") | (Q(closed_by__isnull=False) & ~Q(outcome="")),
                name="closing_a_referral_has_outcome",
                violation_error_message="Penutupan rujukan harus memuat hasilnya.",
            ),
        ]

    @property
    def ends_on(self) -> date:
        """The last day of it."""
        return self.share.ends_on

    @property
    def closed_at(self) -> datetime | None:
        """When somebody or a record ended it."""
        return self.share.closed_at

    @property
    def is_expired(self) -> bool:
        return self.closed_at is None and self.ends_on < today()


ANSWERED = "Tahap sudah dicatat."
"""What came of a referral that a record answered."""

# ReferralQuerySet.end in one statement, for the referrals that the new rows answer.
END_ANSWERED = f"""
WITH answers AS (
    SELECT DISTINCT ON ({{columns.participant}}, {{columns.stage}}, {{columns.acting_sudin}})
        {{columns.participant}} AS participant, {{columns.stage}} AS stage,
        {{columns.acting_sudin}} AS sudin, {{columns.recorded_by}} AS officer, {{columns.id}} AS record
    FROM new_rows
    WHERE {{columns.acting_sudin}} IS NOT NULL
    ORDER BY {{columns.participant}}, {{columns.stage}}, {{columns.acting_sudin}}, {{columns.id}}
), answered AS (
    UPDATE participants_share SET closed_at = now()
    FROM referrals_referral AS referral JOIN answers
        ON referral.participant_id = participant AND stage_id = stage AND to_sudin_id = sudin
    WHERE participants_share.id = share_id AND closed_at IS NULL
    RETURNING referral.id AS referral, officer, record
)
UPDATE referrals_referral SET closed_by_id = officer, record_id = record, outcome = '{ANSWERED}'
FROM answered WHERE id = referral;
RETURN NULL;
"""


class AnsweringRecord(StageRecord):
    """Stage records as referrals see them: one by the sudin she was referred to, for that stage, ends the referral.

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
                func=pgtrigger.Func(END_ANSWERED),
            ),
        ]
