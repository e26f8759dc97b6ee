"""Every address of the portal, and the view that answers there."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ANYTHING = '[^/"]+'
LEFT_OUT = "jakpreneur.gallery"
"""There while DEBUG is on only."""


@dataclass(frozen=True)
class Route:
    """One address as the URLconf writes it, its name with the namespace, and what answers."""

    address: str
    name: str
    view: Callable[..., Any]

    @property
    def answering(self) -> Any:
        """The class behind `as_view`, or the function under its decorators."""
        made = getattr(self.view, "view_class", None) or getattr(self.view, "cls", None)
        return made or inspect.unwrap(self.view)

    @property
    def place(self) -> str:
        """Module and name of what answers."""
        return f"{self.answering.__module__}:{self.answering.__qualname__}"

    @property
    def said(self) -> re.Pattern[str]:
        """How a test says this address: whole, in quotes, whatever stands for the variable parts."""
        fixed = (re.escape(part) for part in re.split(r"<[^>]+>|\(\?P<[^>]+>.*?\)(?=/|$)", self.address))
        return re.compile("[\"']" + ANYTHING.join(fixed) + "[\"'?]")


def routes() -> list[Route]:
    """All of them, in the order of the URLconf."""
    return list(_inside(get_resolver(), "/", ""))


def route_of(address: str) -> Route:
    """The one that answers at this address. Raises Resolver404 where none does."""
    match = get_resolver().resolve(address)
    return next(route for route in routes() if route.name == match.view_name and route.view is match.func)


def _inside(resolver: URLResolver, before: str, namespace: str) -> Iterator[Route]:
    for part in resolver.url_patterns:
        address = before + str(part.pattern).removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        if isinstance(part, URLPattern):
            yield Route(address, f"{namespace}{part.name or ''}", part.callback)
        elif getattr(part.urlconf_name, "__name__", part.urlconf_name) != LEFT_OUT:
            yield from _inside(part, address, namespace + (f"{part.namespace}:" if part.namespace else ""))
