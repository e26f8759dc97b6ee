"""Pages on the way in: the demonstration's codes, setting up the second factor, and passwords by one-time link."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import links
from accounts.allauth_bridge import clear_login, record_authentication
from accounts.forms import NewPasswordForm
from accounts.second_factor import KEPT_BY_DUTY, current_code
from foundation.client_ip import client_ip
from foundation.forms import sent
from foundation.leading import lead_on
from foundation.throttle import throttle

# Where what was typed survives the session: the draft of a registration.
KEPT = "/peserta/daftar/"


class SignInPage(LoginView):
    """Asks for name and password, and says what happens to the page and the typing the officer was torn from."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.get_next_url() or "/"
        return super().get_context_data(**kwargs) | {"torn_away": wanted != "/", "typing_kept": wanted.startswith(KEPT)}


class SignInCodePage(AuthenticateView):
    """Asks for the code after the password; tells it to demo accounts in demo mode."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo_code": current_code(self.stage.login.user)}


@login_not_required
@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Leave a sign-in that waits for its code, so that somebody else can sign in on this PC."""
    clear_login(request)
    return redirect("account_login")


class ProofCodePage(ReauthenticateView):
    """Asks for the code within a session; tells it to demo accounts in demo mode."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo_code": current_code(self.request.user)}


class SetUpPage(ActivateTOTPView):
    """Sets up the app; whoever typed its first code has shown the second factor in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user = self.request.user
        row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        record_authentication(self.request, user, "mfa", id=row.pk, type=row.type)
        return response


class SwitchOffPage(DeactivateTOTPView):
    """Switches the second step off for those whose duties let them; others are led back with the reason."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = KEPT_BY_DUTY if self.request.user.scope.needs_second_factor else ""
        lead_on(request, kept, reverse("mfa_index"))
        return super().get(request, *args, **kwargs)


@login_not_required
@sensitive_post_parameters("password1", "password2")
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """Set a password by a one-time link; the user signs in with it afterwards, second factor included."""
    link = links.find(token)
    if link is None:
        throttle("password link", client_ip(request), 60, 60 * 60)
        return render(request, "accounts/link_closed.html", {"sentence": links.NO_LONGER}, status=404)
    form = NewPasswordForm(*sent(request), user=link.user)
    if form.attempt(lambda values: links.use(token, **values)):
        messages.success(request, "Kata sandi tersimpan. Masuk dengan kata sandi baru Anda.")
        return redirect("account_login")
    shown = {"form": form, "officer": link.user}
    return render(request, "accounts/set_password.html", shown, status=form.status)
