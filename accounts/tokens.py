"""Tokens with which an officer's program calls the API in the officer's name and scope."""

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from foundation.errors import Refused
from foundation.history import attribute_to
from foundation.keeping import History
from offices.users import User

PREFIX = "jpn_"
LIFETIME = timedelta(days=90)
MOST_PER_USER = 5


class ApiTokenQuerySet(models.QuerySet):
    def valid(self) -> "ApiTokenQuerySet":
        """Neither revoked nor expired, and issued in the epoch that the user is in."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), epoch=F("user__epoch"))

    def visible_to(self, user: User) -> "ApiTokenQuerySet":
        """An officer's own tokens."""
        return self.filter(user=user)


class ApiToken(models.Model):
    """A token, of which only a hash is kept. It ends by itself after 90 days, when revoked, and with the user's epoch."""

    history = History(hidden=("digest",))

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="api_tokens")
    name = models.CharField("nama", max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    epoch = models.PositiveIntegerField(editable=False)
    created_at = models.DateTimeField("dibuat pada", auto_now_add=True)
    expires_at = models.DateTimeField("berlaku sampai")
    revoked_at = models.DateTimeField("dicabut pada", null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "token API"
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name


@transaction.atomic
def issue(user: User, name: str) -> tuple[ApiToken, str]:
    """A new token and its secret, which is shown this once. The caller has seen a second factor in this session."""
    epoch = User.objects.select_for_update(no_key=True).get(pk=user.pk).epoch
    if user.api_tokens.valid().count() >= MOST_PER_USER:
        raise Refused(f"Paling banyak {MOST_PER_USER} token aktif. Cabut yang tidak dipakai lagi.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, name=name, digest=digest_of(secret), epoch=epoch, expires_at=timezone.now() + LIFETIME
    )
    return token, secret


def revoke(token: ApiToken) -> None:
    """End a token now; a second time changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def digest_of(secret: str) -> str:
    """What is stored of a secret. It is random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer jpn_...`; what the call changes is recorded as the token's owner's."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        secret = words[-1].decode("ascii", errors="replace")
        token = ApiToken.objects.valid().filter(digest=digest_of(secret), user__is_active=True)
        found = token.select_related("user").first()
        if found is None:
            raise AuthenticationFailed("Token tidak dikenal, sudah dicabut, atau kedaluwarsa.")
        attribute_to(found.user)
        return found.user, found

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes the token."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
