"""Training classes (P2): who was invited, who came."""

import uuid

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from foundation.days import today
from foundation.versions import Versioned
from offices.models import Region, Sudin, User
from participants.models import Participant
from programs.activities.models import ActivityQuerySet
from records.models import StageDetail, StageRecord


class ClassKind(models.TextChoices):
    REGULAR = "reguler", "Reguler"
    MOBILE = "keliling", "Unit pelatihan keliling"


class TrainingClassQuerySet(ActivityQuerySet):
    def awaiting_attendance(self) -> "TrainingClassQuerySet":
        """Their last day has come, and of somebody invited it is not known whether she came."""
        open_ = Invitation.objects.filter(training_class=OuterRef("pk"), attended=None)
        return self.standing().filter(Exists(open_), ends_on__lte=today()).order_by("ends_on", "id")

    def with_counts(self) -> "TrainingClassQuerySet":
        """Each with `invited`, `came` and `taken`: of how many it is known whether they came."""
        return self.annotate(
            invited=Count("invitations"),
            came=Count("invitations", filter=Q(invitations__attended=True)),
            taken=Count("invitations", filter=Q(invitations__attended__isnull=False)),
        )


class TrainingClass(Versioned):
    """A class of a sudin, with its schedule, place and seats. Attendance, once taken, completes P2."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sudin = models.ForeignKey(Sudin, models.PROTECT, related_name="classes", verbose_name="penyelenggara")
    title = models.CharField("nama kelas", max_length=120)
    kind = models.CharField("jenis", max_length=10, choices=ClassKind.choices, default=ClassKind.REGULAR)
    place = models.CharField("tempat", max_length=160)
    kelurahan = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kelurahan")
    starts_on = models.DateField("hari pertama")
    ends_on = models.DateField("hari terakhir")
    hours = models.CharField("jam", max_length=40, blank=True)
    trainer = models.CharField("pengajar", max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField("kursi")
    cancelled_at = models.DateTimeField("dibatalkan pada", null=True, blank=True)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TrainingClassQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kelas pelatihan"
        ordering = ["-starts_on", "-id"]
        indexes = [models.Index(fields=["sudin", "-starts_on", "-id"], name="class_of_sudin")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="class_ends_after_it_starts",
                violation_error_message="Hari terakhir kelas mendahului hari pertamanya.",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="class_has_seats",
                violation_error_message="Kelas harus memiliki sedikitnya satu kursi.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def can_be_taken(self) -> bool:
        """Whether attendance may be written down: from the last day of the class on."""
        return self.cancelled_at is None and self.ends_on <= today()


class Invitation(StageDetail):
    """A participant invited to a class. Invited is not attended: `attended` is empty until attendance is taken."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="invitations")
    training_class = models.ForeignKey(TrainingClass, models.PROTECT, related_name="invitations")
    attended = models.BooleanField("hadir", null=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    taken_at = models.DateTimeField("kehadiran dicatat pada", null=True, blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = "undangan pelatihan"
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "participant"],
                name="invited_once_per_class",
                violation_error_message="Peserta ini sudah diundang ke kelas ini.",
            ),
        ]

    @classmethod
    def let_go(cls, record: StageRecord) -> None:
        """Her attendance is open again, and a sheet opened before no longer holds."""
        TrainingClass.objects.filter(invitations__record=record).touch()
        cls.objects.filter(record=record).update(attended=None, taken_at=None, taken_by=None, record=None)
