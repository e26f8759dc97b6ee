"""The pages that answer a question: its number on the dashboard, its list of people. Each says here what it is called."""

from dataclasses import dataclass

from django.urls import reverse

from foundation.registry import Registry

BOARD, LIST = "board", "list"


@dataclass(frozen=True)
class AnsweringPage:
    """A page that takes a question in its address, by what it shows of it."""

    shows: str
    url_name: str


answering_pages: Registry[AnsweringPage] = Registry("pages that answer a question", key="shows")


def page_that_shows(what: str) -> str:
    """Its address, without a question."""
    return reverse(answering_pages.things[what].url_name)
