"""The way in: name and password, with limits that neither tell nor let try who exists."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import attempts
from accounts.allauth_bridge import clear_login, get_authentication_records
from foundation.errors import TooMany
from foundation.forms import PlainForm
from foundation.history import attribute_to
from foundation.refusals import refusal_page
from offices.users import User

LONGEST_PASSWORD = 200
EPOCH = "sign_in_epoch"


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

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Disabled between password and code: back to the beginning, where every answer is alike."""
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account:profile")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether the last proof (password or code, at sign-in too) is older than the time-out."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def set_password(self, user: User, password: str) -> None:
        """A new password, and with it a new epoch, however many change something of this user at once."""
        user.epoch = User.objects.select_for_update(no_key=True).get(pk=user.pk).epoch
        user.set_password(password)
        user.save(update_fields=["password", "epoch"])

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """After the password: remember the epoch that it was right in, while the second factor is asked for."""
        request.session[EPOCH] = user.epoch
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: User) -> None:
        """Open the session; what that writes is recorded as the user's. A password replaced meanwhile opens nothing."""
        if request.session.pop(EPOCH, None) != user.epoch:
            clear_login(request)
            raise ImmediateHttpResponse(redirect("account_login"))
        attribute_to(user)
        super().login(request, user)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Asked before every password, at sign-in and within a session. Raises TooMany before anything is looked up."""
        attempts.check(request, str(credentials["username"]))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        attempts.count_failure(request, str(credentials["username"]))


class SignInForm(PlainForm, LoginForm):
    """One form, whoever comes: an unknown name is answered like a wrong password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Nama pengguna", "Kata sandi"
        login.widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false", "placeholder": ""}
        password.widget.attrs |= {"placeholder": ""}
        password.help_text = ""
        password.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class PasswordForm(PlainForm, ChangePasswordForm):
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
        """Asked like a password at sign-in: wrong ones count as failures of this name at this address."""
        adapter = get_adapter()
        if not adapter.reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise adapter.validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]


class ProofForm(PlainForm, ReauthenticateForm):
    """The password again, within a session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.label, password.help_text = "Kata sandi", ""
        password.widget.attrs |= {"autofocus": True, "placeholder": ""}
        password.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


def axes_username(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name that axes counts failures under: capitals make no difference, as they make none at sign-in."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(typed).lower()[:150]


def axes_client(*_: Any) -> str:
    """What axes says of a client in the log: nothing, because people type passwords where names belong."""
    return "-"


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """The answer to the failure that locks a name for an address, whether or not the name exists."""
    return refusal_page(request, TooMany(attempts.locked_seconds()))
