"""The list of participants: filters and names in the address, NIK and phone by POST only."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from desk.people.filters import ListFilters, narrowed
from foundation.numbers import grouped
from foundation.paging import Page, page
from foundation.text import clean
from foundation.throttle import throttle
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants import access_log, search
from participants.listing import PeopleColumn, people_columns
from participants.models import Participant
from participants.participants import ParticipantQuerySet

SIZE = 50
"""Rows of a page."""

COUNTED = 1_000
"""Beyond this a list says "lebih dari": counting every row costs more than the number is worth."""

NUMBER_IN_ADDRESS = (
    "NIK, nomor HP, dan surel tidak boleh berada di alamat halaman. Ketik di kotak pencarian; nomor itu tidak disimpan."
)


@require_GET
@needs(Act.SEE_PEOPLE)
def index(request: PortalRequest) -> HttpResponse:
    """The people this officer may see, narrowed by the address; names are searched, the rest is paged."""
    if search.looks_secret(request.GET.get("cari", "")):
        messages.warning(request, NUMBER_IN_ADDRESS)
        return redirect(_address(request, cari=None))
    filters = ListFilters(request.GET, user=request.user)
    if filters.errors.keys() - {"urut"}:
        return _list(request, filters, Page([], None, None), "")
    people = narrowed(_people(request.user, filters.wanted.get("lini", "")), filters.wanted)
    if text := filters.wanted.get("cari"):
        found = Page(search.find(people, text), None, None)
        return _list(request, filters, found, _found_words(found.rows))
    rows = page(people, filters.order, request.GET.get("cursor"), SIZE)
    return _list(request, filters, rows, how_many(people))


@require_POST
@needs(Act.SEE_PEOPLE)
def find(request: PortalRequest) -> HttpResponse:
    """One box for all: a name or registration number goes into the address, a NIK or phone answers here and now."""
    text = clean(request.POST.get("cari", ""))[:80]
    if not search.looks_secret(text):
        return redirect(_address(request, cari=text or None))
    throttle("search by number", request.user.pk, limit=120, per_seconds=3600)
    secret = search.secret_in(text)
    found = _found(secret, request.user) if secret else []
    words = f"{len(found)} peserta dengan nomor itu" if found else ""
    filters = ListFilters(request.GET, user=request.user)
    return _list(request, filters, Page(found, None, None), words, by_number=True)


def _found(secret: search.Secret, user: User) -> list[Participant]:
    """Whoever has the number among the people this officer may see; the look is written down, also one at nobody."""
    found = secret.find(_people(user))
    looked_at: list[Participant | None] = [*found] or [None]
    for person in looked_at:
        access_log.note(user, secret.kind, person)
    return found


def _people(user: User, line: str = "") -> ParticipantQuerySet:
    """The people the officer may see, as a list shows them; of one line (code), or of all."""
    return Participant.objects.visible_to(user, line).listed().select_related("kelurahan__successor", "line")


def _list(
    request: PortalRequest, filters: ListFilters, people: Page, words: str, by_number: bool = False
) -> HttpResponse:
    context = {
        "filters": filters,
        "page": people,
        "words": words,
        "by_number": by_number,
        "columns": list(people_columns),
        "rows": _with_cells(people.rows),
        "reset_url": reverse("people:list"),
        "chips": [] if by_number else _chips(request, filters),
        "may_join": request.user.scope.may(Act.RECORD_VISIT),
        "begin_url": _begin_url(request.user),
    }
    return render(request, "desk/people/list.html", context)


def _with_cells(people: list[Participant]) -> list[tuple[Participant, list[tuple[PeopleColumn, Any]]]]:
    """Each person with the columns and what their cells show; each column is asked once for the page."""
    values = [(column, column.values(people)) for column in people_columns]
    return [(person, [(column, of_all.get(person.pk)) for column, of_all in values]) for person in people]


def how_many(people: QuerySet[Participant]) -> str:
    """ "1.234 peserta", or that there are more than anybody would page through."""
    number = people.order_by()[: COUNTED + 1].count()
    return f"lebih dari {grouped(COUNTED)} peserta" if number > COUNTED else f"{grouped(number)} peserta"


def _found_words(people: list[Participant]) -> str:
    if len(people) == search.BEST:
        return f"{search.BEST} hasil terdekat; persempit dengan nama lengkap atau saringan"
    return f"{len(people)} peserta ditemukan" if people else ""


def _begin_url(user: User) -> str:
    """Where registering begins, for those who may."""
    return reverse("registering:begin") if user.scope.may(Act.REGISTER) else ""


def _chips(request: PortalRequest, filters: ListFilters) -> list[dict[str, str]]:
    """One chip for each choice, leading to the list without it."""
    return [{"label": words, "url": _address(request, **{name: None})} for name, words in filters.chips.items()]


def _address(request: PortalRequest, **changes: str | None) -> str:
    """The list with these parameters changed (None: taken out), from its beginning."""
    kept = request.GET.copy()
    kept.pop("cursor", None)
    for name, value in changes.items():
        kept.pop(name, None)
        if value:
            kept[name] = value
    pairs = [(name, value) for name, value in kept.items() if value]
    return reverse("people:list") + (f"?{urlencode(pairs)}" if pairs else "")
