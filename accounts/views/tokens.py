"""An officer's own API tokens: issue, see once, revoke."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import tokens
from accounts.second_factor import has_shown
from accounts.tokens import ApiToken
from foundation.errors import DomainError
from foundation.formfields import LineField
from foundation.forms import OnceForm

# The page that shows a new secret is the only one that ever does: it waits in the session for it.
SECRET = "api_token_secret"


class TokenForm(OnceForm):
    name = LineField(80, label="Nama token", help_text="Misalnya program yang akan memakainya.")


def index(request: HttpRequest) -> HttpResponse:
    """The officer's tokens, and the form for one more in a session that has shown a second factor."""
    return _page(request, TokenForm())


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Issue a token and show its secret on the next page, once."""
    form = TokenForm(request.POST)
    if not has_shown(request):
        return _page(request, form, status=403)
    if not form.is_valid():
        return _page(request, form, status=409)
    try:
        with form.claim(request.user) as claim:
            if not claim.repeated:
                token, request.session[SECRET] = tokens.issue(request.user, form.cleaned_data["name"])
                claim.settle(token.public_id)
    except DomainError as refusal:
        form.add_refusal(refusal)
        return _page(request, form, status=refusal.status)
    return redirect("account:tokens")


@require_POST
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End one of the officer's own tokens."""
    tokens.revoke(get_object_or_404(ApiToken.objects.visible_to(request.user), public_id=token_id))
    return redirect("account:tokens")


def _page(request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    shown = {
        "form": form,
        "tokens": ApiToken.objects.valid().visible_to(request.user),
        "secret": request.session.pop(SECRET, None),
        "may_issue": has_shown(request),
    }
    return render(request, "accounts/tokens.html", shown, status=status)
