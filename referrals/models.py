"""Rujukan: another sudin does a stage, the credit stays."""

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils.timezone import localdate

from foundation.days import long_date, today
from foundation.numbers import grouped
from offices.models import Sudin, User
from offices.roles import Act
from participants.models import Participant, Share
from records.models import Stage, StageRecord


class Result(models.TextChoices):
    """What came of a referral."""

    DONE = "done", "Selesai"
    IMPOSSIBLE = "impossible", "Tidak dapat diproses"
    UNREACHABLE = "unreachable", "Peserta tidak dapat dihubungi"
    UNWILLING = "unwilling", "Peserta tidak bersedia"
    OTHER = "other", "Lainnya"
    TAKEN_BACK = "taken_back", "Ditarik oleh perujuk"
    EXPIRED = "expired", "Batas waktu terlewati"
    MISREGISTERED = "misregistered", "Salah daftar"


RECEIVERS = (Result.DONE, Result.IMPOSSIBLE, Result.UNREACHABLE, Result.UNWILLING, Result.OTHER)
"""The results that the receiving sudin chooses from."""


class ReferralQuerySet(models.QuerySet):
    def open(self) -> "ReferralQuerySet":
        """Referrals whose share is open today, answered or not."""
        return self.filter(share__in=Share.objects.open())

    def waiting(self) -> "ReferralQuerySet":
        """Open ones that no record answers yet."""
        return self.open().filter(~Exists(_answers()))

    def with_answers(self) -> "ReferralQuerySet":
        """Each with `answers`: how many valid records answer it."""
        counted = _answers().order_by().values("participant").annotate(many=Count("pk")).values("many")
        return self.annotate(answers=Coalesce(Subquery(counted), 0))

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

    def end(self, *, by: User, result: Result, note: str = "") -> int:
        """End those nobody has ended yet, with what came of them and what they share; answers how many.

        The caller holds the locks of their people.
        """
        waiting = dict(self.filter(share__closed_at=None).values_list("pk", "share_id"))
        Share.objects.filter(pk__in=waiting.values()).update(closed_at=Now())
        return self.model._base_manager.filter(pk__in=waiting).update(closed_by=by, result=result, note=note)


def _answers() -> QuerySet[StageRecord]:
    """Valid records of the stage that the receiving sudin did since the referral, and before the next of its kind.

    Read from the records: whichever way they came, a record taken back or written anew tells at once.
    """
    same = {"participant": OuterRef("participant"), "stage": OuterRef("stage")}
    following = Referral._base_manager.filter(
        **same,
        to_sudin=OuterRef("acting_sudin"),
        opened_at__lte=OuterRef("recorded_at"),
        opened_at__gt=OuterRef(OuterRef("opened_at")),
    )
    since = {"acting_sudin": OuterRef("to_sudin"), "recorded_at__gte": OuterRef("opened_at")}
    return StageRecord.objects.valid().filter(~Exists(following), **same, **since)


class ReferralManager(models.Manager.from_queryset(ReferralQuerySet)):  # type: ignore[misc]
    """A referral always comes with its share: its days are the share's."""

    def get_queryset(self) -> ReferralQuerySet:
        return super().get_queryset().select_related("share")


class Referral(models.Model):
    """A participant referred to a sudin for one stage. As long as its share is open, that sudin sees her.

    Records answer it and do not end it: its day does, or the receiving sudin. Until when, and since when no more, the
    share alone knows. See docs/adr/0034 and 0046.
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
    result = models.CharField("hasil", max_length=14, choices=Result.choices, blank=True)
    note = models.CharField("keterangan hasil", max_length=300, blank=True)

    answers: int
    """How many valid records answer it; from `with_answers`."""

    objects = ReferralManager()

    class Meta:
        verbose_name = verbose_name_plural = "rujukan"
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["participant", "-opened_at"], name="referral_of_participant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by=None, result="") | (Q(closed_by__isnull=False) & ~Q(result="")),
                name="closing_a_referral_has_result",
                violation_error_message="Penutupan rujukan harus memuat hasilnya.",
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.OTHER) | ~Q(note=""),
                name="another_result_has_a_note",
                violation_error_message="Hasil lainnya harus diberi keterangan.",
            ),
        ]

    @property
    def answered(self) -> str:
        """How many answer it, in words; from `with_answers` and the stage. Empty for none."""
        return f"dijawab {grouped(self.answers)} {self.stage.unit}" if self.answers else ""

    @property
    def ends_on(self) -> date:
        """The last day of it."""
        return self.share.ends_on

    @property
    def closed_at(self) -> datetime | None:
        """When somebody ended it."""
        return self.share.closed_at

    @property
    def is_expired(self) -> bool:
        return self.closed_at is None and self.ends_on < today()

    @property
    def ended_on(self) -> date | None:
        """The day on which it was closed or ran out; None while it is open."""
        if self.closed_at and self.result != Result.EXPIRED:
            return localdate(self.closed_at)
        return self.ends_on if self.closed_at or self.is_expired else None

    @property
    def ending_words(self) -> str:
        """When it ended and, unless by its day alone, by whose word; empty while it is open."""
        if not self.ended_on:
            return ""
        if self.result in ("", Result.EXPIRED):
            return f"Berakhir {long_date(self.ended_on)}"
        who = f"{self.to_sudin} ({self.closed_by})" if self.result in RECEIVERS else str(self.closed_by)
        return f"Ditutup {long_date(self.ended_on)} oleh {who}"

    @property
    def result_words(self) -> str:
        """What came of it, with the note."""
        return ": ".join(filter(None, [self.get_result_display(), self.note]))

    @property
    def gone_words(self) -> str:
        """For whoever comes to close it after somebody has; empty until then, also past its day: a result can come."""
        if not self.closed_at:
            return ""
        return f"Rujukan ini sudah selesai. {self.ending_words}: {self.result_words}."
