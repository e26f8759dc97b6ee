"""Duties: what gives an officer rights, where, and for how long."""

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from foundation.days import today
from foundation.ranges import held_days_or_none
from offices.regions import Region
from offices.roles import ROLE_TABLE, Role, RoleRule
from offices.sudin import Sudin


class DutyQuerySet(models.QuerySet):
    def holding_on(self, day: date) -> "DutyQuerySet":
        """Duties that give rights on that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self) -> "DutyQuerySet":
        """Duties that hold today or will."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today()))


class Duty(models.Model):
    """One role of one officer in one region, for one sudin where the role asks for it, from a day until a day."""

    user = models.ForeignKey("offices.User", models.PROTECT, related_name="duties", verbose_name="pengguna")
    role = models.CharField("peran", max_length=20, choices=Role.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    sudin = models.ForeignKey(
        Sudin, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="suku dinas"
    )
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)
    given_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, related_name="+", verbose_name="diberikan oleh"
    )
    ended_by = models.ForeignKey(
        "offices.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diakhiri oleh"
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name = verbose_name_plural = "tugas"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on") - 1),
                name="duty_ends_after_it_starts",
                violation_error_message="Tanggal akhir tugas mendahului tanggal mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(sudin=None) ^ Q(role__in=[role for role, rule in ROLE_TABLE.items() if rule.by_sudin]),
                name="duty_names_a_sudin_where_its_role_asks",
                violation_error_message="Peran ini harus (atau tidak boleh) disertai suku dinas.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False)
                | ~Q(role__in=[role for role, rule in ROLE_TABLE.items() if rule.stands_for]),
                name="duty_in_anothers_name_has_an_end",
                violation_error_message="Tugas atas nama pejabat harus memuat tanggal akhirnya. Isi Sampai.",
            ),
            ExclusionConstraint(
                name="duty_is_given_once_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (F("region"), RangeOperators.EQUAL),
                    (Coalesce(F("sudin"), models.Value("")), RangeOperators.EQUAL),
                    (held_days_or_none("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Tugas yang sama sudah diberikan untuk masa itu.",
            ),
        ]

    def __str__(self) -> str:
        where = f"{self.sudin}, {self.region.marked}" if self.sudin_id else self.region.marked
        return f"{self.get_role_display()} – {where}"

    @property
    def rule(self) -> RoleRule:
        return ROLE_TABLE[Role(self.role)]

    @property
    def in_the_name_of(self) -> str:
        """ "a.n. Lurah Kelurahan Duri Kepa", for the duty of staff that stands in; otherwise nothing."""
        office = self.rule.stands_for
        return f"a.n. {office.label} {self.region}" if office else ""

    def holds_on(self, day: date) -> bool:
        """Whether it gives rights on that day; the set is `holding_on()`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def reaches(self, region_code: str | None, sudin_code: str | None) -> bool:
        """Whether a thing of that region and sudin lies within this duty; None asks for nothing."""
        in_region = region_code is None or self.region.covers(region_code)
        in_sudin = sudin_code is None or not self.rule.by_sudin or self.sudin_id == sudin_code
        return in_region and in_sudin
