"""The way in: name and password, with limits that neither tell nor let try who exists."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.core import context
from axes.handlers.proxy import AxesProxyHandler
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.allauth_bridge import get_authentication_records
from foundation.client_ip import client_ip
from foundation.pages import page
from foundation.throttle import throttle
from offices.users import User

# Beside axes' lock-out of one name from one address: what one address, and what one name from anywhere, may try.
TRIES_PER_ADDRESS = 120
TRIES_PER_NAME = 30
TRY_PERIOD = 60 * 60
LONGEST_PASSWORD = 200

LOCKED = "Terlalu banyak percobaan masuk dengan nama pengguna ini. Tunggu 15 menit, lalu coba lagi."


class AccountAdapter(DefaultAccountAdapter):
    """What allauth asks of us: our words, no sign-up, and what counts as having proved oneself lately."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Nama pengguna atau kata sandi tidak cocok.",
        "enter_current_password": "Kata sandi saat ini tidak cocok.",
        "incorrect_password": "Kata sandi tidak cocok.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Leave out what a page shows by itself: that somebody is in, or out."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account:profile")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether the last proof (password or code, at sign-in too) is older than the time-out."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def reauthenticate(self, user: User, password: str) -> bool:
        throttle("reauthenticate", user.pk, 10, 15 * 60)
        return super().reauthenticate(user, password)


class SignInForm(LoginForm):
    """One form, whoever comes: an unknown name is answered like a wrong password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Nama pengguna", "Kata sandi"
        login.widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false", "placeholder": ""}
        password.widget.attrs |= {"placeholder": ""}
        password.help_text = ""
        password.validators.append(MaxLengthValidator(LONGEST_PASSWORD))

    def clean(self) -> dict[str, Any]:
        """Raises TooMany before anything is looked up.

        A try that axes turns away counts for its address alone: nobody locks an officer out for everybody.
        """
        throttle("sign-in address", client_ip(self.request), TRIES_PER_ADDRESS, TRY_PERIOD)
        name = str(self.cleaned_data.get("login", "")).lower()
        if AxesProxyHandler.is_allowed(self.request, {"username": name}):
            throttle("sign-in name", name, TRIES_PER_NAME, TRY_PERIOD)
        return super().clean()


class PasswordForm(ChangePasswordForm):
    """Own password, after the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "oldpassword": "Kata sandi saat ini",
            "password1": "Kata sandi baru",
            "password2": "Ulangi kata sandi baru",
        }
        for name, label in words.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["placeholder"] = ""
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_PASSWORD))

    def clean_oldpassword(self) -> str:
        throttle("reauthenticate", self.user.pk, 10, 15 * 60)
        return super().clean_oldpassword()


def axes_username(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name that axes counts failures under: capitals make no difference, as they make none at sign-in."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(typed).lower()[:150]


def axes_client(*_: Any) -> str:
    """What axes says of a client in the log: nothing, because people type passwords where names belong."""
    return "-"


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """The answer while a name is locked for an address, whether or not the name exists."""
    return page(request, 429, LOCKED)
