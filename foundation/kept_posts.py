"""What was typed is kept although its POST is turned away: the session ended, owes a code, or the token is stale.

Whoever turns a POST away asks here first. A room that keeps what is typed into its form registers, for the name of the
form's URL, a keeper: a function that takes what the view would take and answers for it, or None where it kept nothing.
Nobody has shown yet who is asking: a keeper demands its own proof that the form is the officer's, and shows nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from foundation.registry import Registry


@dataclass(frozen=True)
class Keeper:
    """Who answers for the POSTs to this URL that are turned away."""

    url_name: str
    keep: Callable[..., HttpResponse | None]


keepers: Registry[Keeper] = Registry("keepers of what was typed", key="url_name")


def kept(request: HttpRequest) -> HttpResponse | None:
    """The keeper's answer to a POST that is about to be turned away; None: nothing was kept, turn it away."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in keepers.things:
        return None
    return keepers.things[match.view_name].keep(request, *match.args, **match.kwargs)
