"""The work list as the page shows it: the sections that apps registered, with the addresses they lead to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from offices.models import User
from offices.worklist import WorkLine, WorkSection


@dataclass(frozen=True)
class Section:
    """One queue. `waiting` is in words."""

    title: str
    note: str
    icon: str
    items: list[WorkLine]
    waiting: str
    url: str
    empty: str


def sections(registered: Iterable[WorkSection], user: User) -> list[Section]:
    """What waits for this officer; queues that the officer's duties do not have are left out."""
    return [_shown(section, user) for section in registered if section.is_for(user)]


def _shown(section: WorkSection, user: User) -> Section:
    found = section.waiting(user)
    items = [_addressed(line) for line in found.lines]
    url = reverse(section.url_name)
    return Section(section.title, section.note, section.icon, items, found.count, url, section.empty)


def _addressed(line: WorkLine) -> WorkLine:
    return line if line.person is None else replace(line, url=reverse("person:detail", args=[line.person]))
