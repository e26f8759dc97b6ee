"""Pages of any depth at the price of the first: the next page begins after the last row seen, not after a count.

The cursor is opaque and encrypted, because it holds what the rows are ordered by (a name, perhaps).
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from foundation.encryption import CannotDecrypt, decrypt, encrypt

LOST = "Penunjuk halaman ini tidak berlaku untuk daftar ini; bukalah daftar dari awal."

_CONTEXT = "paging.cursor"
_LONGEST_CURSOR = 1000


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the cursors of its neighbours where there are any."""

    rows: list[Any]
    next: str | None
    previous: str | None
    lost: bool = False
    """Whether a cursor was given that leads nowhere here: changed, of another order, or under a key that is gone."""


def page(queryset: QuerySet[Any], order: tuple[str, ...], cursor: str | None, size: int = 50) -> Page:
    """The page that begins at `cursor`; without one, or with one that leads nowhere here (`lost`), the first.

    `order` names fields, '-' for descending, the last of them unique; none may be NULL.
    """
    backwards, place = _opened(cursor, order)
    ordered = queryset.order_by(*(_term(name, backwards) for name in order))
    if place:
        ordered = ordered.filter(_after(order, place, backwards))
    found = list(ordered[: size + 1])
    more, rows = len(found) > size, found[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (True, more) if backwards else (more, place is not None)
    return Page(
        rows=rows,
        next=_sealed(order, rows[-1], False) if rows and has_next else None,
        previous=_sealed(order, rows[0], True) if rows and has_previous else None,
        lost=bool(cursor) and place is None,
    )


def _term(name: str, backwards: bool) -> Any:
    field = F(name.lstrip("-"))
    return field.desc() if name.startswith("-") != backwards else field.asc()


def _after(order: tuple[str, ...], place: list[Any], backwards: bool) -> Q:
    """Rows beyond the place: greater in the first field, or equal there and greater in the next, and so on.

    The first field's bound is said once more by itself, because PostgreSQL can walk an index from it.
    """
    wanted, equal = Q(), Q()
    for name, value in zip(order, place, strict=True):
        field = name.lstrip("-")
        direction = "lt" if name.startswith("-") != backwards else "gt"
        wanted |= equal & Q(**{f"{field}__{direction}": value})
        equal &= Q(**{field: value})
    first = order[0].lstrip("-")
    bound = "lte" if order[0].startswith("-") != backwards else "gte"
    return Q(**{f"{first}__{bound}": place[0]}) & wanted


def _sealed(order: tuple[str, ...], row: Model, backwards: bool) -> str:
    place = [_value(row, name.lstrip("-")) for name in order]
    text = json.dumps([list(order), backwards, [_packed(value) for value in place]])
    return base64.urlsafe_b64encode(encrypt(_CONTEXT, text.encode())).decode().rstrip("=")


def _opened(cursor: str | None, order: tuple[str, ...]) -> tuple[bool, list[Any] | None]:
    """Direction and place; a cursor that was changed, or made for another order, means the beginning."""
    if not cursor or len(cursor) > _LONGEST_CURSOR:
        return False, None
    try:
        stored = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        made_for, backwards, place = json.loads(decrypt(_CONTEXT, stored))
    except (ValueError, CannotDecrypt):
        return False, None
    if made_for != list(order):
        return False, None
    return backwards, [_unpacked(kind, text) for kind, text in place]


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


_KINDS: dict[str, tuple[type, Any]] = {
    "moment": (datetime, datetime.fromisoformat),
    "day": (date, date.fromisoformat),
    "uuid": (UUID, UUID),
    "decimal": (Decimal, Decimal),
    "int": (int, int),
    "text": (str, str),
}


def _packed(value: Any) -> tuple[str, str]:
    for kind, (type_, _) in _KINDS.items():
        if isinstance(value, type_):
            return kind, value.isoformat() if isinstance(value, date) else str(value)
    raise TypeError(f"{type(value).__name__} cannot be paged by")


def _unpacked(kind: str, text: str) -> Any:
    return _KINDS[kind][1](text)
