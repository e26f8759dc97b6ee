"""Training classes (P2): who was invited, who came."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from foundation.days import today
from offices.models import User
from participants.models import Participant
from programs.activities.models import Activity, ActivityQuerySet, Attendance, AttendanceQuerySet, Listed
from records.models import StageCode, StageRecord


class ClassKind(models.TextChoices):
    REGULAR = "reguler", "Reguler"
    MOBILE = "keliling", "Unit pelatihan keliling"


class TrainingClassQuerySet(ActivityQuerySet):
    def awaiting_attendance(self) -> Self:
        """Their last day has come, and of somebody invited it is not known whether she came."""
        awaited = Invitation.objects.awaited().filter(training_class=OuterRef("pk"))
        return self.standing().filter(Exists(awaited), ends_on__lte=today()).order_by("ends_on", "id")

    def with_counts(self) -> Self:
        """Each with `invited`, `came`, `uninvited` of these, and `taken`: of how many it is known whether they came."""
        came = Q(invitations__record__isnull=False)
        return self.annotate(
            invited=Count("invitations", filter=Q(invitations__uninvited_on=None)),
            came=Count("invitations", filter=came),
            uninvited=Count("invitations", filter=came & Q(invitations__uninvited_on__isnull=False)),
            taken=Count("invitations", filter=Q(invitations__taken_at__isnull=False)),
        )


class TrainingClass(Activity):
    """A class with its schedule and seats. Attendance, once taken, completes P2 on its last day."""

    stage = StageCode.TRAINING
    word = "kelas"
    unit = "kursi"

    title = models.CharField("nama kelas", max_length=120)
    kind = models.CharField("jenis", max_length=10, choices=ClassKind.choices, default=ClassKind.REGULAR)
    hours = models.CharField("jam", max_length=40, blank=True)
    trainer = models.CharField("pengajar", max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField("kursi")

    objects = TrainingClassQuerySet.as_manager()

    class Meta(Activity.Meta):
        verbose_name = verbose_name_plural = "kelas pelatihan"
        indexes: ClassVar = [models.Index(fields=["sudin", "-starts_on", "-id"], name="class_of_sudin")]
        constraints: ClassVar = [
            *Activity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="class_has_seats",
                violation_error_message="Kelas harus memiliki sedikitnya satu kursi.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sheets(self) -> list[date]:
        return [self.ends_on]

    @property
    def can_be_taken(self) -> bool:
        """Whether attendance may be written down: from the last day of the class on."""
        return self.can_be_taken_on(self.ends_on)

    @property
    def capacity(self) -> int:
        return self.seats

    def holders(self) -> "InvitationQuerySet":
        return self.invitations.all()

    def listed(self, day: date) -> "InvitationQuerySet":
        return self.invitations.all()

    def arrived(self, day: date) -> "InvitationQuerySet":
        return self.invitations.awaited().uninvited()

    def filled_up_to(self) -> int:
        """Seats bind nobody: not all who are invited come."""
        return 0

    def free(self) -> None:
        return None

    def attended_days(self) -> set[date]:
        return {self.ends_on} if self.invitations.there().exists() else set()

    def also_there(self, day: date, people: Collection[int]) -> "InvitationQuerySet":
        """Who comes to a class comes to all its days: the other class shares one of them with this."""
        others = TrainingClass.objects.filter(starts_on__lte=self.ends_on, ends_on__gte=self.starts_on)
        rows = Invitation.objects.of_people(people, "training_class")
        return rows.filter(training_class__in=others.exclude(pk=self.pk))


class InvitationQuerySet(AttendanceQuerySet):
    def awaited(self) -> Self:
        """Those of whom it is not known yet whether they came."""
        return self.filter(taken_at=None)

    def invited(self) -> Self:
        return self.filter(uninvited_on=None)

    def uninvited(self) -> Self:
        """Those who came without an invitation."""
        return self.filter(uninvited_on__isnull=False)


class Invitation(Listed, Attendance):
    """A participant invited to a class. Invited is not attended: until attendance is taken `taken_at` is empty."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="invitations")
    training_class = models.ForeignKey(TrainingClass, models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    taken_at = models.DateTimeField("kehadiran dicatat pada", null=True, blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "undangan pelatihan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["training_class", "participant"],
                name="invited_once_per_class",
                violation_error_message="Peserta ini sudah diundang ke kelas ini.",
            ),
            models.CheckConstraint(
                condition=Q(record=None) | Q(taken_at__isnull=False),
                name="who_came_is_taken",
                violation_error_message="Kehadiran yang tercatat harus memuat waktunya.",
            ),
        ]

    @property
    def activity(self) -> TrainingClass:
        return self.training_class

    @property
    def listed_by_id(self) -> int:
        return self.invited_by_id

    @classmethod
    def let_go(cls, record: StageRecord) -> None:
        """Her attendance is open again, and a sheet opened before no longer holds. Who came uninvited was listed for
        having come: she is off the list."""
        TrainingClass.objects.filter(invitations__record=record).touch()
        cls.objects.uninvited().filter(record=record).delete()
        cls.objects.filter(record=record).update(taken_at=None, taken_by=None, record=None)
