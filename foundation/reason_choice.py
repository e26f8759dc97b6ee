"""Choosing a reason on a page: the usual ones of each kind that warns, and "lainnya" with its text."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from foundation.reasons import OTHER, UsualReason, offered, reason_kinds


class ReasonChoice(forms.Widget):
    """Reads the code of a usual reason, or the text beside "lainnya". Hidden until it is asked to show itself.

    Besides its own name it sends `<name>_text`, and `<name>_kinds`, by which the page knows what it offered.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.usual: list[UsualReason] = []
        self.kinds: list[str] = []
        self.last = ""
        self.asks = False

    @property
    def is_hidden(self) -> bool:
        return not self.asks

    def ask(self, kinds: Iterable[str], last: str = "") -> None:
        """Offer what is usual today for these kinds; `last` are words that are chosen where nothing is yet."""
        self.asks = True
        self.kinds = [kind for kind in kinds if kind in reason_kinds.things]
        self.usual, self.last = offered(self.kinds), last

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        chosen = data.get(name) or ""
        text = (data.get(f"{name}_text") or "").strip()
        return text or OTHER if chosen == OTHER else chosen

    def id_for_label(self, id_: str | None) -> str:
        """None: a group of choices is no single field."""
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        value = value or next((one.code for one in self.usual if one.words == self.last), "")
        is_usual = any(value in (one.code, one.words) for one in self.usual)
        return render_to_string(
            "components/reason_choice.html",
            {
                "name": name,
                "value": value,
                "id": {**self.attrs, **(attrs or {})}.get("id", name),
                "asks": self.asks,
                "kinds": self.kinds,
                "groups": [(reason_kinds.things[kind].label, list(of)) for kind, of in groupby(self.usual, _kind)],
                "other": bool(value) and not is_usual,
                "text": "" if is_usual or value == OTHER else value,
                "OTHER": OTHER,
            },
        )


def _kind(one: UsualReason) -> str:
    return one.kind
