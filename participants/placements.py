"""Who had charge of a participant since when: one placement after the other, without overlaps."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from foundation.ranges import held_days
from offices.models import Region, TargetLine, User
from participants.participants import Participant


class Placement(models.Model):
    """Which line had charge of a participant, in which kelurahan, from a day until a day."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="placements")
    line = models.ForeignKey(
        TargetLine, models.PROTECT, related_name="+", verbose_name="sudin pengampu", db_index=False
    )
    kelurahan = models.ForeignKey(
        Region, models.PROTECT, related_name="+", verbose_name="kelurahan binaan", db_index=False
    )
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "penempatan"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_it_starts",
                violation_error_message="Tanggal akhir penempatan mendahului tanggal mulainya.",
            ),
            ExclusionConstraint(
                name="placements_do_not_overlap",
                expressions=[
                    (F("participant"), RangeOperators.EQUAL),
                    (held_days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Peserta sudah ditempatkan pada masa itu.",
            ),
        ]
