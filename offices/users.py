"""Users of the portal. Rights come from their duties alone."""

import uuid
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.crypto import salted_hmac

from foundation.days import today
from foundation.keeping import History
from offices.duties import Duty
from offices.roles import Act
from offices.scope import Scope


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "UserQuerySet":
        """Accounts an administrator looks after: with a duty, past or present, in their region, or without any."""
        if not user.scope.may(Act.MANAGE_ACCOUNTS):
            return self.none()
        here = user.scope.of_regions(Act.MANAGE_ACCOUNTS, code="region__code")
        duties = Duty.objects.filter(user=OuterRef("pk"))
        return self.filter(Exists(duties.filter(here)) | ~Exists(duties))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str, full_name: str, password: str | None = None, **extra: Any) -> "User":
        """A user with no rights yet; without a password it is activated by a one-time link."""
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

    history = History(hidden=("password",))

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
    epoch = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Sessions, tokens and links name the epoch they were issued in; a later one ends them for good.",
    )
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

    def set_password(self, raw_password: str | None) -> None:
        """A new password begins a new epoch; save both."""
        super().set_password(raw_password)
        self.epoch += 1

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is right. The same password under a newer hash is no new one, so the epoch stays."""
        epoch = self.epoch
        right = super().check_password(raw_password)
        self.epoch = epoch
        return right

    def begin_epoch(self) -> None:
        """End every session, token and link issued so far, for good."""
        type(self).objects.filter(pk=self.pk).update(epoch=F("epoch") + 1)
        self.refresh_from_db(fields=["epoch"])

    def get_session_auth_hash(self) -> str:
        """What a session must have begun with to go on."""
        return salted_hmac("offices.users.session", f"{self.password}:{self.epoch}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Sessions of an earlier SECRET_KEY end with it."""
        return iter(())

    @cached_property
    def scope(self) -> Scope:
        """What the duties that hold today allow. Computed once per loaded user, so per request."""
        if not self.is_active:
            return Scope(())
        return Scope(tuple(self.duties.holding_on(today()).select_related("region__successor", "sudin")))

    def sudin_codes_on(self, day: date) -> set[str]:
        """The sudin this officer works for on that day; today's where there was no duty then."""
        then = {code for code in self.duties.holding_on(day).values_list("sudin_id", flat=True) if code}
        return then or self.scope.sudin_codes
