"""Own pages of every officer: where work begins, and her account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from foundation.days import today
from offices.abilities import abilities_of
from offices.second_factor import is_set_up
from offices.start import start_page


def home(request: HttpRequest) -> HttpResponse:
    """To the page where this officer's work begins."""
    return redirect(start_page(request.user))


def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here: duties and what they allow, password, second factor, language and theme."""
    user = request.user
    later = user.duties.filter(starts_on__gt=today()).select_related("region", "sudin")
    return render(
        request,
        "offices/profile.html",
        {
            "duties": abilities_of(user.scope.duties),
            "later": later,
            "second_factor": is_set_up(user),
            "needs_second_factor": user.scope.needs_second_factor,
        },
    )
