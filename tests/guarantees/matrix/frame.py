"""What a room declares: its rows, what its addresses point to, and who sees which of those objects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Position (own, sibling, ...) to the arguments of the address.
Objects = dict[str, dict[str, Any]]
# The position of an object that does not exist.
NOWHERE = "nowhere"


@dataclass(frozen=True)
class Row:
    """One URL name and method: which roles get through, and with what status where they see the object.

    Everybody else with an account gets `denied`. An object out of sight answers `hidden`, exactly as one that does
    not exist. `unless` names single cells (role, position) that differ; `data` is sent.
    """

    name: str
    method: str
    roles: Mapping[str, int]
    kind: str = ""
    denied: int = 403
    anonymous: int = 302
    hidden: int = 404
    unless: Mapping[tuple[str, str], int] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=lambda: {"x": "1"})


@dataclass(frozen=True)
class Kind:
    """A sort of object that addresses point to: how its rows are made, and which positions each role sees."""

    make: Callable[[Any], Objects]
    seen: Mapping[str, set[str]]


def page(name: str, roles: Mapping[str, int], **more: Any) -> list[Row]:
    """A page that only reads: POST is answered like GET, for nothing of what is sent is looked at."""
    return [Row(name, "GET", roles, **more), Row(name, "POST", roles, **more)]


def safe(name: str, roles: Mapping[str, int], **more: Any) -> list[Row]:
    """A page that refuses POST, whoever sends it."""
    return [Row(name, "GET", roles, **more), _no_method(name, "POST", more)]


def form(name: str, roles: Mapping[str, int], empty: int, **more: Any) -> list[Row]:
    """A page with a form: POST without a word is answered with `empty`."""
    return [Row(name, "GET", roles, **more), Row(name, "POST", dict.fromkeys(roles, empty), **more)]


def act(name: str, roles: Mapping[str, int], **more: Any) -> list[Row]:
    """An address that takes POST alone."""
    return [_no_method(name, "GET", more), Row(name, "POST", roles, **more)]


def call(name: str, method: str, roles: Mapping[str, int], **more: Any) -> Row:
    """An operation of the API: no token is 401."""
    asked = {"data": {}} if method == "GET" else {}
    return Row(name, method, roles, **{"anonymous": 401, **asked, **more})


def _no_method(name: str, method: str, more: Mapping[str, Any]) -> Row:
    return Row(name, method, {}, kind=more.get("kind", ""), denied=405, anonymous=more.get("anonymous", 302))
