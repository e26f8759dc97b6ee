"""One-time links: how somebody sets a first or a new password. No mail is sent; whoever makes a link passes it on."""

import hashlib
import secrets
import uuid
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q

from foundation.days import now
from foundation.errors import Refused
from foundation.history import attribute_to
from offices.users import User

HOLDS_FOR = timedelta(hours=72)

NO_LONGER = "Tautan ini sudah dipakai, sudah diganti, atau sudah lewat 72 jam. Minta tautan baru kepada administrator."


class PasswordLinkQuerySet(models.QuerySet):
    def open(self) -> "PasswordLinkQuerySet":
        """Links that can still be used: not in a later epoch of the user."""
        return self.filter(closed_at=None, expires_at__gt=now(), user__is_active=True, epoch=F("user__epoch"))


class PasswordLink(models.Model):
    """The right to set one user's password once. Only a hash of the link is kept; it cannot be shown again."""

    user = models.ForeignKey(User, models.PROTECT, related_name="password_links", verbose_name="pengguna")
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    epoch = models.PositiveIntegerField(editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="dibuat oleh")
    made_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    expires_at = models.DateTimeField("berlaku sampai")
    closed_at = models.DateTimeField("ditutup pada", null=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = PasswordLinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tautan kata sandi"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(closed_at=None),
                name="one_open_password_link_per_user",
                violation_error_message="Pengguna ini sudah mempunyai tautan yang belum dipakai.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="password_link_expires_after_it_is_made",
                violation_error_message="Tautan harus berlaku setelah dibuat.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tautan untuk {self.user_id}"


@transaction.atomic
def make(user: User, *, by: User | None) -> str:
    """A new link's token, returned this once. All that was issued to this user before ends: sessions, tokens, links."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    locked.begin_epoch()
    _close(locked)
    token = secrets.token_urlsafe(32)
    PasswordLink.objects.create(
        user=locked, digest=_digest(token), epoch=locked.epoch, made_by=by, expires_at=now() + HOLDS_FOR
    )
    return token


def find(token: str) -> PasswordLink | None:
    """The open link with this token."""
    return PasswordLink.objects.open().select_related("user").filter(digest=_digest(token)).first()


@transaction.atomic
def use(token: str, password: str) -> User:
    """Set the password. Raises Refused when the link was used, replaced or expired, also a moment ago.

    It begins a new epoch of the user, and is recorded as the user's own deed.
    """
    link = PasswordLink.objects.open().select_for_update(of=("self",)).filter(digest=_digest(token)).first()
    if link is None:
        raise Refused(NO_LONGER)
    user = User.objects.select_for_update(no_key=True).get(pk=link.user_id)
    attribute_to(user)
    user.set_password(password)
    user.save(update_fields=["password", "epoch"])
    _close(user)
    return user


def _close(user: User) -> None:
    PasswordLink.objects.filter(user=user, closed_at=None).update(closed_at=now())


def _digest(token: str) -> bytes:
    """A plain hash is enough: nobody can guess 256 random bits."""
    return hashlib.sha256(token.encode()).digest()
