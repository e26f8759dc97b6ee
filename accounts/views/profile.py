"""The officer's own account."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts import wrong_codes
from accounts.abilities import abilities_of
from accounts.second_factor import is_set_up
from foundation.days import today
from offices.requests import PortalRequest


def profile(request: PortalRequest) -> HttpResponse:
    """Who I am here: duties and what they allow, password, second factor, language and theme."""
    user = request.user
    later = user.duties.filter(starts_on__gt=today()).select_related("region", "sudin")
    return render(
        request,
        "accounts/profile.html",
        {
            "duties": abilities_of(user.scope.duties),
            "later": later,
            "second_factor": is_set_up(user),
            "wrong_codes": wrong_codes.of(user),
            "needs_second_factor": user.scope.needs_second_factor,
        },
    )
