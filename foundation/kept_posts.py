"""What was typed is kept although its POST is turned away: the session ended, owes a code, or the token is stale.

Whoever turns a POST away asks here first. A room that keeps what is typed into its form registers, for the name of the
form's URL, a keeper: a function that takes what the view would take and answers for it, or None where it kept nothing.
Nobody has shown yet who is asking: a keeper demands its own proof that the form is the officer's, and shows nothing.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Keeper = Callable[..., HttpResponse | None]

_keepers: dict[str, Keeper] = {}


def keep_posts(url_name: str, keeper: Keeper) -> None:
    """Let `keeper` answer for POSTs to this URL that are turned away; called once, in `AppConfig.ready`."""
    _keepers[url_name] = keeper


def kept(request: HttpRequest) -> HttpResponse | None:
    """The keeper's answer to a POST that is about to be turned away; None: nothing was kept, turn it away."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in _keepers:
        return None
    return _keepers[match.view_name](request, *match.args, **match.kwargs)
