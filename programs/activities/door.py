"""The door of an activity, on the page of its sheet: who came uninvited is looked for, added, or registered first, and
what is ticked and not saved stays. See docs/adr/0050."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Generic, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from foundation.days import long_date
from offices.requests import PortalRequest
from offices.roles import Act
from participants import search
from participants.errands import Errand, Stop
from participants.models import Participant
from programs.activities.adding import Found, Give, add, seek
from programs.activities.forms import ArrivalForm, SheetForm
from programs.activities.kept_sheets import forget, keep, kept
from programs.activities.planning import ActivityT
from programs.activities.rights import may_run
from records import returning

SEEK, REGISTER, DISCARD = "seek", "register", "discard"


@dataclass(frozen=True)
class SheetKind(Generic[ActivityT]):
    """The sheets of one kind of activity: its name in an errand, its address, and how a place on it is stored."""

    name: str
    kind: type[ActivityT]
    url: Callable[[ActivityT, date], str]
    give: Give[ActivityT]

    @property
    def errand(self) -> Errand:
        return Errand(self.name, self._find)

    def _find(self, request: PortalRequest, words: list[str]) -> Stop | None:
        """The sheet of an errand, where this officer may take it."""
        try:
            key, day = UUID(words[0]), date.fromisoformat(words[1])
        except (ValueError, IndexError):
            return None
        rows: Any = self.kind._default_manager
        activity = rows.visible_to(request.user).select_related("sudin").filter(public_id=key).first()
        if activity is None or not may_run(activity, request.user) or not activity.can_be_taken_on(day):
            return None
        words_of = f"{activity.word} {activity}, {long_date(day)}"
        return Stop(words_of, self.url(activity, day), partial(self._arrive, request, activity, day))

    def _arrive(self, request: PortalRequest, activity: ActivityT, day: date, person: Participant) -> None:
        """Put her on the sheet; what is kept of it goes on."""
        url = self.url(activity, day)
        typed = kept(request, url)
        version = _number(typed.get("version")) if typed else 0
        version = add(activity, day, person.public_id, version, by=request.user, give=self.give)
        if typed:
            typed = typed.copy()
            typed["version"] = str(version)
            keep(request, url, typed)


class Door(Generic[ActivityT]):
    """What was asked at the door besides saving, and its answer. Made before the sheet's own form, which shows who was
    added; `hold` then keeps that form as it was typed."""

    def __init__(self, request: PortalRequest, sheet: SheetKind[ActivityT], activity: ActivityT, day: date) -> None:
        self.request, self.sheet, self.activity, self.day = request, sheet, activity, day
        self.url = sheet.url(activity, day)
        post = request.POST if request.method == "POST" else QueryDict()
        self.pressed = post.get("pressed", "")
        left = post.get("who", "").strip()
        self.asks = bool(post.get("add") or self.pressed or (left and left != post.get("asked", "").strip()))
        self.form = ArrivalForm(post if self.asks else None)
        self.kept = kept(request, self.url) if request.method != "POST" else None
        self.found: Found | None = None
        self.added: str = ""
        self._version: int | None = None
        if self.asks and self.pressed not in (REGISTER, DISCARD):
            self.form.attempt(self._answer)

    @property
    def data(self) -> tuple[QueryDict | None, None]:
        """What the sheet's form is bound to: what was sent, or what was kept of it."""
        return (self.request.POST if self.request.method == "POST" else self.kept), None

    def leave(self) -> HttpResponse | None:
        """Where the officer goes instead of seeing the sheet: to the counter, what is ticked being kept, or to the
        sheet as it is stored."""
        if self.pressed == REGISTER and self.may_register:
            keep(self.request, self.url, self.request.POST)
            errand = f"{self.sheet.name}.{self.activity.public_id.hex}.{self.day.isoformat()}"
            return redirect(f"{returning.counter_page()}?{urlencode({'untuk': errand})}")
        if self.pressed == DISCARD:
            forget(self.request, self.url)
            return redirect(self.url)
        return None

    def hold(self, form: SheetForm) -> bool:
        """Whether something else than saving was asked; the form is kept as it was typed."""
        if self.asks or self.kept is not None:
            form.put_off(self._version)
            return True
        return False

    def saved(self) -> None:
        """The sheet is stored; nothing of it is kept."""
        forget(self.request, self.url)

    @property
    def may_register(self) -> bool:
        return self.request.user.scope.may(Act.REGISTER)

    @property
    def sought(self) -> str:
        """What was looked for, where it may stand on a page again."""
        text = self.form.cleaned_data["who"] if self.found else ""
        return "" if search.looks_secret(text) else text

    @property
    def text(self) -> str:
        """What stands in the box: what was typed and is not answered."""
        return "" if self.found or not self.asks else str(self.form["who"].value() or "")

    @property
    def errors(self) -> list[str]:
        return [str(words) for errors in self.form.errors.values() for words in errors] if self.asks else []

    def _answer(self, values: dict[str, Any]) -> None:
        by = self.request.user
        if values["add"]:
            version = _number(self.request.POST.get("version"))
            self._version = add(self.activity, self.day, values["add"], version, by=by, give=self.sheet.give)
            self.added = cast(str, Participant.objects.values_list("name", flat=True).get(public_id=values["add"]))
        else:
            self.found = seek(self.activity, self.day, values["who"], by=by)


def _number(text: str | None) -> int:
    """The version a sheet says it was opened at; 0 where it cannot be read, which is nobody's."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
