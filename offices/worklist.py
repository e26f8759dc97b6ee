"""What waits for an officer: sections that any app may register, each a few lines, how many there are, the way to all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from foundation.numbers import grouped
from foundation.registry import Registry
from offices.roles import Act
from offices.users import User

SHORT = 5
"""Lines of a section."""

MOST_COUNTED = 1_000


@dataclass(frozen=True)
class WorkLine:
    """One line: what it is, a second line, where it leads, and a badge where something presses."""

    title: str
    sub: str
    url: str = ""
    person: UUID | None = None
    """Whose page it leads to, where there is no `url`: only the desk knows that page's address."""
    badge: str = ""
    tone: str = "quiet"


@dataclass(frozen=True)
class Waiting:
    """The lines to show, and in words how many wait: "1.000+" where there are more than are counted."""

    lines: list[WorkLine]
    count: str = ""


@dataclass(frozen=True)
class WorkSection:
    """One queue. Officers who may do one of `acts` have it; without acts everybody does."""

    name: str
    title: str
    note: str
    icon: str
    url_name: str
    """The page of all of them."""
    empty: str
    waiting: Callable[[User], Waiting]
    acts: frozenset[Act] = frozenset()

    def is_for(self, user: User) -> bool:
        return not self.acts or any(user.scope.may(act) for act in self.acts)


def queue(rows: QuerySet, line: Callable[[Any], WorkLine], *, counted: bool = True) -> Waiting:
    """The first rows, each as its line; their number only as far as it helps."""
    lines = [line(row) for row in rows[:SHORT]]
    if not counted or not lines:
        return Waiting(lines)
    if len(lines) < SHORT:
        return Waiting(lines, str(len(lines)))
    many = rows.order_by()[: MOST_COUNTED + 1].count()
    return Waiting(lines, f"{grouped(MOST_COUNTED)}+" if many > MOST_COUNTED else grouped(many))


work_list: Registry[WorkSection] = Registry("sections of the work list", key="name")
area_start: Registry[WorkSection] = Registry("sections of an area's start page", key="name")
