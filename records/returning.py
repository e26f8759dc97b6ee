"""Where to go on from one person's record. Her page lies above: whoever builds it says here what it is called."""

from dataclasses import dataclass

from django.urls import reverse

from offices.models import User
from participants.models import Participant


@dataclass(frozen=True)
class Pages:
    """The names of the pages above: one person's, the list of people, and where to go without a sight of her."""

    person: str
    people: str
    unseen: str


_pages: list[Pages] = []


def register(pages: Pages) -> None:
    """Called once, in the `AppConfig.ready` of whoever builds these pages."""
    _pages[:] = [pages]


def page_of(person: Participant) -> str:
    """The address of her page."""
    return reverse(_pages[0].person, args=[person.public_id])


def people_page() -> str:
    return reverse(_pages[0].people)


def after(user: User, person: Participant) -> str:
    """Where the officer goes on: her page, or elsewhere where the record has closed the referral that showed her."""
    if Participant.objects.visible_to(user).filter(pk=person.pk).exists():
        return page_of(person)
    return reverse(_pages[0].unseen)
