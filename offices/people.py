"""Users of the portal and the duties that give them rights."""

import uuid
from functools import cached_property, reduce
from operator import or_

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from foundation.days import today
from foundation.ranges import held_days_or_none
from offices.places import Region
from offices.roles import ROLE_TABLE, Act, Role, RoleRule
from offices.scope import Scope
from offices.sudin import Sudin


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "UserQuerySet":
        """Accounts an administrator looks after: with a duty, past or present, in her region, or without any."""
        regions = [duty.region_id for duty in user.scope.having(Act.MANAGE_ACCOUNTS)]
        if not regions:
            return self.none()
        here = reduce(or_, (Q(region__code__startswith=code) for code in regions))
        duties = Duty.objects.filter(user=OuterRef("pk"))
        return self.filter(Exists(duties.filter(here)) | ~Exists(duties))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str, full_name: str, password: str | None = None, **extra) -> "User":
        """A user with no rights yet; without a password she activates by a one-time link."""
        user = self.model(username=self.model.normalize_username(username), full_name=full_name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str) -> "User":
        """The user of that name, capitals or not. Nothing else resembles a name: "ı" is no "i", however it is folded."""
        if not username.isascii():
            raise self.model.DoesNotExist
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An officer who signs in. Rights come from duties alone."""

    username = models.CharField(
        "nama pengguna",
        max_length=80,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        error_messages={"unique": "Nama pengguna ini sudah dipakai."},
    )
    full_name = models.CharField("nama lengkap", max_length=120)
    is_active = models.BooleanField("aktif", default=True)
    is_demo = models.BooleanField("akun contoh", default=False)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField("dibuat pada", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["username"]
        verbose_name = verbose_name_plural = "pengguna"

    def __str__(self) -> str:
        return self.full_name

    @property
    def email(self) -> str:
        """The portal sends no mail; libraries that ask get nothing."""
        return ""

    @cached_property
    def scope(self) -> Scope:
        """What the duties that hold today allow. Computed once per loaded user, so per request."""
        if not self.is_active:
            return Scope(())
        return Scope(tuple(self.duties.holding_on(today()).select_related("region", "sudin")))

    def sudin_codes_on(self, day) -> set[str]:
        """The sudin this officer works for on that day; today's where she had no duty then."""
        then = {code for code in self.duties.holding_on(day).values_list("sudin_id", flat=True) if code}
        return then or self.scope.sudin_codes


class DutyQuerySet(models.QuerySet):
    def holding_on(self, day) -> "DutyQuerySet":
        """Duties that give rights on that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self) -> "DutyQuerySet":
        """Duties that hold today or will."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today()))


class Duty(models.Model):
    """One role of one officer in one region, for one sudin where the role asks for it, from a day until a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="duties", verbose_name="pengguna")
    role = models.CharField("peran", max_length=20, choices=Role.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="wilayah")
    sudin = models.ForeignKey(
        Sudin, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="suku dinas"
    )
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("sampai", null=True, blank=True)
    note = models.CharField("keterangan", max_length=200, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="diberikan oleh")
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diakhiri oleh"
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
        where = f"{self.sudin}, {self.region}" if self.sudin_id else str(self.region)
        return f"{self.get_role_display()} – {where}"

    @property
    def rule(self) -> RoleRule:
        return ROLE_TABLE[Role(self.role)]

    def reaches(self, region_code: str | None, sudin_code: str | None) -> bool:
        """Whether a thing of that region and sudin lies within this duty; None asks for nothing."""
        in_region = region_code is None or self.region.covers(region_code)
        in_sudin = sudin_code is None or not self.rule.by_sudin or self.sudin_id == sudin_code
        return in_region and in_sudin
