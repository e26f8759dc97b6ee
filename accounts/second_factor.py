"""The second factor: who must have one, whether this session has shown it, and how codes are checked.

The role table decides who must (`RoleRule.second_factor`); allauth keeps the authenticators and their pages.
"""

import base64
import hmac
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt as plain
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.allauth_bridge import (
    RecoveryCodes,
    format_hotp_value,
    get_authentication_records,
    hotp_value,
    yield_hotp_counters_from_time,
)
from foundation.encryption import decrypt, encrypt, key_of
from foundation.kept_posts import kept
from foundation.pages import page
from offices.users import User

CONTEXT = "accounts.second_factor"

KEPT_BY_DUTY = "Tugas Anda mewajibkan kode verifikasi. Ganti ponsel? Hubungi administrator."

# Pages that a session may open before it has shown its second factor: those where it is shown, and the way out.
BEFORE = {"mfa_activate_totp", "mfa_reauthenticate", "account_reauthenticate", "account_logout"}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted in the database, and whoever must have a second factor cannot drop it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Kode tidak cocok. Periksa jam ponsel Anda, lalu masukkan kode yang terbaru.",
        "cannot_delete_authenticator": KEPT_BY_DUTY,
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(encrypt(CONTEXT, text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(CONTEXT, base64.b64decode(encrypted_text)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.scope.needs_second_factor


SECRETS = ("secret", "seed")
"""What of an authenticator's data is encrypted, see `SecondFactorAdapter.encrypt`."""


def keys_of(authenticator: Authenticator) -> list[int]:
    """The numbers of the keys that its secrets are under."""
    return [key_of(base64.b64decode(authenticator.data[name])) for name in SECRETS if name in authenticator.data]


def renew_secrets(authenticator: Authenticator) -> None:
    """Encrypt its secrets under the newest key; the caller stores it."""
    for name in SECRETS:
        if name in authenticator.data:
            secret = decrypt(CONTEXT, base64.b64decode(authenticator.data[name]))
            authenticator.data[name] = base64.b64encode(encrypt(CONTEXT, secret)).decode()


class SecondFactorRequired:
    """Lets nobody whose duties ask for a second factor see a page before this session has shown it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or _is_before(request):
            return None
        user = request.user
        if not user.is_authenticated or not user.scope.needs_second_factor or has_shown(request):
            return None
        return kept(request) or _sent_to_show(request, user)


def has_shown(request: HttpRequest) -> bool:
    """Whether this session showed a second factor that the user still has; one reset meanwhile does not count."""
    records = get_authentication_records(request, request.user)
    shown = [record["id"] for record in records if record["method"] == "mfa"]
    return bool(shown) and Authenticator.objects.filter(user=request.user, pk__in=shown).exists()


def is_set_up(user: User) -> bool:
    """Whether the user has an authenticator app."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def accepts(authenticator: Authenticator, code: str) -> bool:
    """Whether the code is right. A code of the app, and any older one, is refused once it was used."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return RecoveryCodes(authenticator).validate_code(code)
    if authenticator.type != Authenticator.Type.TOTP:
        return False
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    matching = [
        counter for counter in yield_hotp_counters_from_time() if hmac.compare_digest(_code(row, counter), code)
    ]
    if not matching or (matching[-1] <= row.data.get("spent", 0) and not shows_code(row.user)):
        return False
    row.data["spent"] = matching[-1]
    row.save(update_fields=["data"])
    return True


def shows_code(user: User) -> bool:
    """Whether the portal itself tells this user's code: only accounts of the demonstration, only in demo mode."""
    return settings.DEMO and user.is_demo


def current_code(user: User) -> str | None:
    """The code of this moment for a demo account; None for everybody else and everywhere else."""
    if not shows_code(user):
        return None
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    now = sorted(yield_hotp_counters_from_time())
    return _code(row, now[len(now) // 2]) if row else None


def _code(row: Authenticator, counter: int) -> str:
    return format_hotp_value(hotp_value(plain(row.data["secret"]), counter))


def _is_before(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in BEFORE


def _sent_to_show(request: HttpRequest, user: User) -> HttpResponse:
    """To the page that asks for the code, or the one that sets it up; API and htmx get an answer they understand."""
    if request.path.startswith("/api/"):
        return page(request, 403, "Masuk dengan kode verifikasi terlebih dahulu.", "second_factor")
    asked = reverse("mfa_reauthenticate" if is_set_up(user) else "mfa_activate_totp")
    if request.headers.get("HX-Request"):
        response = HttpResponse()
        response["HX-Redirect"] = asked
        return response
    came_from = request.get_full_path() if request.method == "GET" else "/"
    return redirect(f"{asked}?{urlencode({REDIRECT_FIELD_NAME: came_from})}")
