"""The forms that take a code of the second factor. Allauth's own count tries in a cache that each process has alone."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from accounts.second_factor import accepts
from foundation.throttle import throttle

TRIES = 10
TRY_PERIOD = 15 * 60


class _CodeField:
    """Describes the field `code` for people and for password managers."""

    fields: dict[str, forms.Field]

    def describe(self, label: str) -> None:
        self.fields["code"] = forms.CharField(label=label, max_length=20)
        self.fields["code"].widget.attrs |= {
            "autofocus": True,
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
        }


class _CheckedCode(_CodeField):
    """Accepts a code of the app or a recovery code; ten tries in a quarter of an hour, counted in PostgreSQL."""

    user: Any
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.describe("Kode verifikasi")

    def clean_code(self) -> str:
        throttle("second factor", self.user.pk, TRIES, TRY_PERIOD)
        code = "".join(self.cleaned_data["code"].split())
        for authenticator in Authenticator.objects.filter(user=self.user):
            if code.isascii() and accepts(authenticator, code):
                authenticator.user = self.user
                self.authenticator = authenticator
                return code
        raise get_adapter().validation_error("incorrect_code")


class SignInCodeForm(_CheckedCode, AuthenticateForm):
    """The second step of signing in."""


class ProofCodeForm(_CheckedCode, ReauthenticateForm):
    """Proves again, within a session, that it is still the same user."""


class SetUpForm(_CodeField, ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.describe("Kode dari aplikasi")
