"""An officer's own API tokens: issue, see once, revoke."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import once_shown, tokens
from accounts.second_factor import has_shown
from accounts.tokens import ApiToken
from foundation.formfields import LineField
from foundation.forms import OnceForm, sent
from offices.requests import PortalRequest

# The page that shows a new secret is the only one that ever does: it waits in the session for it.
SECRET = "api_token_secret"


class TokenForm(OnceForm):
    """A token to issue."""

    name = LineField(80, label="Nama token", help_text="Misalnya program yang akan memakainya.")


def index(request: PortalRequest) -> HttpResponse:
    """The officer's tokens, and the form for one more in a session that has shown a second factor."""
    return _page(request, TokenForm())


@require_POST
def issue(request: PortalRequest) -> HttpResponse:
    """Issue a token and show its secret on the next page, once."""
    form = TokenForm(*sent(request))
    if not has_shown(request):
        return _page(request, form, status=403)
    if form.create(request.user, "", lambda values: _issue(request, **values)):
        return redirect("account:tokens")
    return _page(request, form, status=form.status)


@require_POST
def revoke(request: PortalRequest, token_id: UUID) -> HttpResponse:
    """End one of the officer's own tokens."""
    tokens.revoke(get_object_or_404(ApiToken.objects.visible_to(request.user), public_id=token_id))
    return redirect("account:tokens")


def _issue(request: PortalRequest, name: str) -> ApiToken:
    token, secret = tokens.issue(request.user, name)
    once_shown.keep(request, SECRET, secret)
    return token


def _page(request: PortalRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    shown = {
        "form": form,
        "tokens": ApiToken.objects.valid().visible_to(request.user),
        "secret": once_shown.take(request, SECRET),
        "may_issue": has_shown(request),
    }
    return render(request, "accounts/tokens.html", shown, status=status)
