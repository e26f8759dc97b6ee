"""Targets: what a decision sets for a stage, line, region and period, and the total it was published with."""

import uuid
from datetime import date, timedelta

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from foundation.versions import Versioned
from offices.models import Region, TargetLine, User
from offices.roles import Act
from records.models import Stage, StageCode
from records.reference import UNITS
from targets import overlap

GRACE = 14
"""Days after the due day in which typing what had happened is in time, unless the decision says otherwise."""


class DecisionState(models.TextChoices):
    DRAFT = "rancangan", "Rancangan"
    IN_FORCE = "berlaku", "Berlaku"
    REPLACED = "diganti", "Diganti"


class Unit(models.TextChoices):
    PEOPLE = "people", "orang"
    RECORDS = "records", "catatan"


def unit_words(unit: str, stage: str | None) -> str:
    """What the numbers of that unit count: people, or what one record of the stage (code, None for all) is called."""
    if unit == Unit.PEOPLE:
        return Unit.PEOPLE.label
    return UNITS[StageCode(stage)] if stage else Unit.RECORDS.label


class TargetDecisionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> "TargetDecisionQuerySet":
        """Decisions of the officer's kota; drafts only where that officer sets targets."""
        reads = _about(user, Act.SEE_FIGURES)
        sets = _about(user, Act.SET_TARGETS)
        return self.filter(reads & (~Q(state=DecisionState.DRAFT) | sets))

    def in_force(self) -> "TargetDecisionQuerySet":
        """Decisions that results are compared with; neither drafts nor replaced ones."""
        return self.filter(state=DecisionState.IN_FORCE)

    def holding_on(self, day: date) -> "TargetDecisionQuerySet":
        """Decisions whose period holds that day."""
        return self.filter(starts_on__lte=day, due_on__gte=day)


def _about(user: User, act: Act) -> Q:
    """Decisions of a region in which a duty allows the act, of one inside it or of one around it."""
    around = {code for duty in user.scope.having(act) for code in duty.region.around}
    return user.scope.of_regions(act, code="region__code") | Q(region__in=sorted(around))


class TargetDecision(Versioned):
    """A document that sets targets. Store what was published beside what adds up; never mend one by the other."""

    reader_sees = True

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("judul", max_length=160)
    number = models.CharField("nomor", max_length=80, blank=True)
    decided_on = models.DateField("tanggal keputusan", null=True, blank=True)
    source = models.CharField("dasar atau sumber", max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="kota")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name="tahap yang dihitung")
    unit = models.CharField("satuan", max_length=8, choices=Unit.choices, default=Unit.PEOPLE)
    starts_on = models.DateField("mulai")
    due_on = models.DateField("tenggat")
    grace_days = models.PositiveSmallIntegerField("kelonggaran (hari)", default=GRACE)
    published_total = models.PositiveIntegerField("jumlah yang diumumkan", null=True, blank=True)
    state = models.CharField("keadaan", max_length=10, choices=DecisionState.choices, default=DecisionState.DRAFT)
    difference_reason = models.CharField("alasan selisih", max_length=300, blank=True)
    unusual_reason = models.CharField("alasan nilai tidak lazim", max_length=300, blank=True)
    is_example = models.BooleanField("contoh", default=False)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="bagian dari"
    )
    is_separate = models.BooleanField("terpisah", default=False)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="menggantikan"
    )
    in_force_at = models.DateTimeField("diberlakukan pada", null=True, blank=True)
    in_force_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TargetDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "keputusan target"
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="decision_is_due_after_it_starts",
                violation_error_message="Tenggat mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                condition=Q(part_of=None) | Q(is_separate=False),
                name="decision_is_part_or_separate",
                violation_error_message="Keputusan terpisah tidak dapat menjadi bagian dari keputusan lain.",
            ),
        ]
        triggers = [overlap.PASSED_ON_TO_TARGETS, overlap.INSIDE_ITS_WHOLE]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == DecisionState.DRAFT

    @property
    def unit_words(self) -> str:
        return unit_words(self.unit, self.stage_id)

    @property
    def is_in_force(self) -> bool:
        return self.state == DecisionState.IN_FORCE

    @property
    def typed_until(self) -> date:
        """The last day on which what is typed into the decision is in time: due day plus grace."""
        return self.due_on + timedelta(days=self.grace_days)


class Target(models.Model):
    """One value of a decision: for a line or for all (empty), in a region, due on a day.

    What the decision says of it is copied beside it by a trigger, so that a constraint can keep two decisions from
    setting the same.
    """

    reader_sees = True

    decision = models.ForeignKey(TargetDecision, models.CASCADE, related_name="targets")
    line = models.ForeignKey(TargetLine, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    value = models.PositiveIntegerField("nilai")
    due_on = models.DateField("tenggat")
    indicator = models.CharField("yang dihitung", max_length=12, editable=False)
    days = DateRangeField("masa", editable=False)
    depth = models.PositiveSmallIntegerField("tingkat bagian", default=0, editable=False)
    holds = models.BooleanField("berlaku dan tidak terpisah", default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "target"
        ordering = ["region_id", "line__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "line", "region"],
                nulls_distinct=False,
                name="one_target_per_line_and_region",
                violation_error_message="Target lini dan wilayah ini sudah ada dalam keputusan.",
            ),
            overlap.ONE_DECISION_SETS_A_TARGET,
        ]
        triggers = [overlap.COPIED_FROM_DECISION]
