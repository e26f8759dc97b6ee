"""Guarantee 11: every role, at every address and method, for every position of the object, gets the declared answer.

A row that is missing fails `test_every_address_and_method_is_in_the_table`. The figure is printed with `-rP`.
"""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from participants.participants import ParticipantQuerySet
from tests.guarantees import matrix
from tests.guarantees.matrix.actors import ANONYMOUS
from tests.guarantees.matrix.frame import NOWHERE, Row
from tests.guarantees.matrix.world import World

FRAME = {"frame", "actors", "world"}
ROOMS = sorted(module.name for module in iter_modules(matrix.__path__) if module.name not in FRAME)
# Answer to everybody and hold no data.
PUBLIC = {"healthz", "readyz", "api-schema"}


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def room_of(name):
    return import_module(f"tests.guarantees.matrix.{name}")


class Run:
    """Every cell of one room, or of one address in it, asked; `differing` names those not answered as declared."""

    def __init__(self, name: str, only: str = "") -> None:
        self.room = room_of(name)
        self.world = World()
        self.objects = {kind: made.make(self.world) for kind, made in self.room.KINDS.items()}
        self.cells: Counter[str] = Counter()
        self.differing: list[str] = []
        for row in (row for row in self.room.ROWS if only in {"", row.name}):
            for actor in self.world.actors:
                self._ask_everywhere(row, actor)

    def _ask_everywhere(self, row: Row, actor: str) -> None:
        places = self.objects[row.kind] if row.kind else {"": {}}
        answers = {place: self._ask(row, actor, arguments) for place, arguments in places.items()}
        for place, answer in answers.items():
            wanted = self._wanted(row, actor, place)
            self.cells[row.name] += 1
            if answer.status_code != wanted:
                self._note(row, actor, place, f"{answer.status_code}, declared {wanted}")
            elif wanted == row.hidden and self._is_hidden(row, actor, place) and said(answer) != said(answers[NOWHERE]):
                self._note(row, actor, place, "an answer that differs from the one for what does not exist")

    def _wanted(self, row: Row, actor: str, place: str) -> int:
        if (actor, place) in row.unless:
            return row.unless[actor, place]
        if self._is_hidden(row, actor, place):
            return row.hidden
        return row.anonymous if actor == ANONYMOUS else row.roles.get(actor, row.denied)

    def _is_hidden(self, row: Row, actor: str, place: str) -> bool:
        """Whether the actor gets as far as looking for the object, and does not see it."""
        if not row.kind:
            return False
        seen = self.room.KINDS[row.kind].seen
        through = actor in row.roles or (actor == ANONYMOUS and actor in seen)
        return through and place not in seen.get(actor, set())

    def _ask(self, row: Row, actor: str, arguments: dict) -> HttpResponse:
        """One request in a session of its own; what it changes is undone."""
        client = self.world.actors[actor].client(api=row.name.startswith("api-"))
        address = reverse(row.name, kwargs=arguments)
        called = row.name.startswith("api-") and row.method != "GET"
        more = {"content_type": "application/json", "headers": {"Idempotency-Key": str(uuid4())}} if called else {}
        with transaction.atomic():
            answer = getattr(client, row.method.lower())(address, dict(row.data), **more)
            if answer.streaming:  # read to the end, which closes the file
                answer.getvalue()
            transaction.set_rollback(True)
        return answer

    def _note(self, row: Row, actor: str, place: str, what: str) -> None:
        self.differing.append(f"{row.method} {row.name} as {actor} at {place or 'the page'}: {what}")


def said(answer: HttpResponse) -> str:
    """What an answer says, apart from the reference code of the request."""
    return answer.content.decode().replace(answer["X-Request-Id"], "")


def addresses(patterns, prefix="") -> Iterator[tuple[str, str]]:
    """Every (URL name, method) that the portal answers; an address without a name cannot be in the table."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield from ((prefix + pattern.name, method) for method in methods_of(pattern.callback))


def methods_of(view) -> list[str]:
    """An API view says what it takes; a page takes GET and POST, whether or not it likes them."""
    if actions := getattr(view, "actions", None):
        return [method.upper() for method in actions if method != "head"]
    if hasattr(view, "cls") and hasattr(view.cls, "renderer_classes"):
        return [method.upper() for method in ("get", "post", "put", "patch", "delete") if hasattr(view.cls, method)]
    return ["GET", "POST"]


def test_every_address_and_method_is_in_the_table():
    listed = {(row.name, row.method) for name in ROOMS for row in room_of(name).ROWS}
    there = {found for found in addresses(get_resolver().url_patterns) if found[0] not in PUBLIC}

    assert there <= listed, f"not in tests/guarantees/matrix/: {sorted(there - listed)}"
    assert listed <= there, f"in the table, but not in the portal: {sorted(listed - there)}"


@pytest.mark.django_db
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ROOMS)
def test_every_cell_is_answered_as_declared(name):
    run = Run(name)

    figure = f"{name}: {run.cells.total()} cells over {len(run.cells)} addresses, {len(run.differing)} differing"
    print(figure)  # noqa: T201 - the figure of guarantee 11
    assert not run.differing, "\n".join(run.differing)


@pytest.mark.django_db
@pytest.mark.timeout(1800)
def test_the_matrix_notices_when_everybody_sees_everyone(monkeypatch):
    monkeypatch.setattr(ParticipantQuerySet, "visible_to", lambda self, user: self)

    assert Run("desk", only="person:detail").differing
