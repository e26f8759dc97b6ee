"""Opening a participant to a sudin that is not in charge of her. See docs/adr/0011."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from foundation.days import today
from offices.models import User
from offices.roles import Act


class ShareQuerySet(models.QuerySet):
    def open(self) -> "ShareQuerySet":
        """Shares that hold today."""
        return self.filter(closed_at=None, starts_on__lte=today(), ends_on__gte=today())

    def ended_since(self, moment: datetime) -> "ShareQuerySet":
        """Shares that somebody ended, or whose last day passed, since then."""
        return self.filter(
            Q(closed_at__gte=moment) | Q(closed_at=None, ends_on__lt=today(), ends_on__gte=localdate(moment))
        )

    def meant_for(self, user: User, act: Act) -> "ShareQuerySet":
        """Shares with a sudin of the officer, whose duty there allows the act and reaches the person's kelurahan."""
        return self.filter(user.scope.of_own_sudin(act, sudin="sudin", region="participant__kelurahan"))


class Share(models.Model):
    """Lets a sudin that is not in charge see a participant, for one purpose, until a day.

    `purpose` is the code of the stage she was referred for; what it permits is the caller's rule.
    """

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="shares")
    sudin = models.ForeignKey("offices.Sudin", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "akses rujukan"
        indexes = [
            models.Index(fields=["sudin", "participant"], condition=Q(closed_at=None), name="share_open_by_sudin"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "sudin", "purpose"],
                condition=Q(closed_at=None),
                name="one_open_share_per_purpose",
                violation_error_message="Peserta ini sudah dirujuk ke sudin itu untuk tahap yang sama.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="share_ends_after_it_starts",
                violation_error_message="Batas rujukan mendahului tanggal mulainya.",
            ),
        ]


def shared_with(user: User) -> list[int]:
    """The keys of people whom an open referral shows to a sudin of the officer, within the region of that duty.

    Asked beforehand: as a subquery beside the officer's own people it would keep the planner from every index.
    """
    if not user.scope.sudin_codes:
        return []
    shares = Share.objects.open().meant_for(user, Act.SEE_PEOPLE)
    return sorted(set(shares.values_list("participant_id", flat=True)))
