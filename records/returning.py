"""Where to go on from one person's record. These pages lie above: whoever builds one says here what it is called."""

from dataclasses import dataclass

from django.urls import reverse

from foundation.registry import Registry
from offices.models import User
from participants.models import Participant
from records.models import StageRecord


@dataclass(frozen=True)
class Page:
    """A page above, by what it is to a record."""

    role: str
    url_name: str


PERSON, PEOPLE, UNSEEN, COUNTER = "person", "people", "unseen", "counter"
"""One person's page, the list of people, where to go without a sight of the person, and where one is registered."""

pages: Registry[Page] = Registry("pages to go on to from a record", key="role")


def page_of(person: Participant) -> str:
    """The address of her page."""
    return _address(PERSON, person.public_id)


def people_page() -> str:
    return _address(PEOPLE)


def counter_page() -> str:
    return _address(COUNTER)


def after(user: User, person: Participant, record: StageRecord | None = None) -> str:
    """Where the officer goes on: her page; where she is out of sight the record's own, or the pages without her."""
    if Participant.objects.visible_to(user).filter(pk=person.pk).exists():
        return page_of(person)
    return reverse("records:detail", args=[record.public_id]) if record else _address(UNSEEN)


def _address(role: str, *args: object) -> str:
    return reverse(pages.things[role].url_name, args=args)
