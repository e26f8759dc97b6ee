"""The forms that take a code of the second factor. What fails is counted with the passwords (accounts.attempts)."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms

from accounts import attempts, once_shown, wrong_codes
from accounts.allauth_bridge import SECRET_SESSION_KEY
from accounts.second_factor import accepts
from foundation.forms import PlainForm
from foundation.history import attribute_to


class _CodeField(PlainForm):
    """Describes the field `code` for people and for password managers."""

    def describe(self, label: str) -> None:
        self.fields["code"] = forms.CharField(label=label, max_length=20)
        self.fields["code"].widget.attrs |= {
            "autofocus": True,
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
        }


class _CheckedCode(_CodeField):
    """Accepts a code of the app or a recovery code. Wrong ones lock the name out for this address, as passwords do."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.describe("Kode verifikasi")

    def clean_code(self) -> str:
        attempts.check(context.request, self.user.username)
        attribute_to(self.user)
        code = "".join(self.cleaned_data["code"].split())
        for authenticator in Authenticator.objects.filter(user=self.user):
            if code.isascii() and accepts(authenticator, code):
                authenticator.user = self.user
                self.authenticator = authenticator
                return code
        self._count_failure()
        raise get_adapter().validation_error("incorrect_code")

    def _count_failure(self) -> None:
        wrong_codes.note(self.user)
        name = self.user.username
        AxesProxyHandler.user_login_failed(type(self), {"username": name}, context.request)
        attempts.count_failure(context.request, name)


class SignInCodeForm(_CheckedCode, AuthenticateForm):
    """The second step of signing in."""


class ProofCodeForm(_CheckedCode, ReauthenticateForm):
    """Proves again, within a session, that it is still the same user."""


class SetUpForm(_CodeField, ActivateTOTPForm):
    """The first code of a new authenticator app. Until it is typed, the app's secret waits sealed in the session."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        waiting = once_shown.take(context.request, SECRET_SESSION_KEY)
        if waiting:
            context.request.session[SECRET_SESSION_KEY] = waiting
        super().__init__(*args, **kwargs)
        once_shown.keep(context.request, SECRET_SESSION_KEY, self.secret)
        self.describe("Kode dari aplikasi")
