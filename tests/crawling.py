"""Walking the portal as a person could: every link and form that a page offers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase
from django.test import Client


@dataclass
class Form:
    """Where a form is sent, how, and what it says if nobody changes anything."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """The links and forms of one page."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self._link(given["href"])
        for name in ("hx-get", "data-href"):
            if name in given:
                self._link(given[name])
        if tag == "form":
            action = urljoin(self.address, given.get("action", "") or self.address)
            self.forms.append(Form(urlsplit(action).path, given.get("method", "get").lower()))
        elif tag in {"input", "select", "textarea", "button"} and given.get("name") and self.forms:
            self.forms[-1].values.setdefault(given["name"], given.get("value", ""))

    def _link(self, href: str) -> None:
        whole = urlsplit(urljoin(self.address, href))
        if not whole.netloc and whole.path.startswith("/") and not whole.path.startswith("/static/"):
            self.links.append(whole.path + (f"?{whole.query}" if whole.query else ""))


def crawl(client: Client, start: str = "/", most: int = 80, leave: tuple[str, ...] = ()) -> Iterator[Page]:
    """Every page that can be reached by links from `start`, each address once, one of each pattern of query."""
    waiting, met = [start], {start}
    while waiting and most:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        if answer.status_code >= 500:
            raise AssertionError(f"{address}: {answer.status_code} {getattr(answer, 'failure', '')!r}")
        if "text/html" not in answer.get("Content-Type", ""):
            let_go(answer)
            continue
        most -= 1
        page = Page(answer.request["PATH_INFO"], answer.content.decode())
        yield page
        for link in page.links:
            if shape_of(link) not in met and not link.startswith(leave):
                met.add(shape_of(link))
                waiting.append(link)


def let_go(answer: HttpResponseBase) -> None:
    """Close what a file is read from, and leave the test's connections open, as Django's client does by itself."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def shape_of(link: str) -> str:
    """Links that differ only in what they say of the same parameters count as one; so do different people's pages."""
    whole = urlsplit(link)
    parts = ["*" if len(part) == 36 else part for part in whole.path.split("/")]
    return "/".join(parts) + "?" + ",".join(sorted(pair.split("=")[0] for pair in whole.query.split("&") if pair))
