"""Addresses whose purpose is gone: whoever opens one is told what happened and led to where it goes on."""

from django.http import HttpRequest


class LedOn(Exception):
    """The page has nothing to offer any more; RefusalPages says `words` on the page `onward`."""

    def __init__(self, words: str, onward: str) -> None:
        super().__init__(words)
        self.words, self.onward = words, onward


def lead_on(request: HttpRequest, words: str, onward: str) -> None:
    """Where `words` say that the purpose of a page is gone, go on to `onward` instead of showing it.

    What is sent there is left to its verb, which refuses it beside what was typed or knows it as done already. Call it
    after the rights were asked: a stranger learns nothing.
    """
    if words and request.method != "POST":
        raise LedOn(words, onward)
