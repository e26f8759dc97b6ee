"""Parts that pages are put together from, as short tags; each draws its template in components/."""

from collections.abc import Container, Iterable
from decimal import Decimal

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from foundation.templatetags import look

register = template.Library()


def trimmed(content: str) -> str:
    """The block without the white space around it; what it holds was escaped when it was drawn."""
    return mark_safe(content.strip())  # noqa: S308


@register.simple_tag
def field(bound: BoundField) -> str:
    """One form field with its label, help and errors."""
    return as_crispy_field(bound)


@register.inclusion_tag("components/state_badge.html")
def badge(label: str, tone: str = "quiet", icon: str = "") -> dict:
    """A state in words; `tone`: good, warn, bad, info or quiet."""
    return {"label": label, "tone": tone, "icon": icon}


@register.inclusion_tag("components/stage_badge.html")
def stage_badge(code: str, name: str = "", done: bool = True) -> dict:
    """The badge of a stage, hollow where it is not `done`."""
    return {"code": code, "name": name, "done": done}


@register.inclusion_tag("components/stage_badges.html")
def stage_badges(stages: Iterable, done: Container[str]) -> dict:
    """Badges of all stages; `done` are the codes of those that were reached."""
    return {"stages": stages, "done": done}


@register.inclusion_tag("components/progress.html")
def progress(percent: Decimal | None, elapsed: Decimal | None = None, of: str = "", words: bool = False) -> dict:
    """Share of the target as a bar beside the time elapsed; `words` says both beneath, `of` says whose it is."""
    state = "is-reached" if look.svg(percent) == "100.00" else "is-behind" if look.behind(percent, elapsed) else ""
    return {"percent": percent, "elapsed": elapsed, "of": of, "words": words, "state": state}


@register.inclusion_tag("components/form_foot.html")
def form_foot(action: str, back: str, cancel: str = "Batal", tone: str = "primary", icon: str = "") -> dict:
    """The button that sends a form, and the way back."""
    return {"action": action, "back": back, "cancel": cancel, "tone": tone, "icon": icon}


@register.simple_block_tag
def card(content: str, title: str = "", note: str = "", id: str = "", flush: bool = False) -> str:
    """A card around the block; `flush` leaves no padding, for tables and lists."""
    words = {"content": content, "title": title, "note": note, "id": id, "flush": flush}
    return render_to_string("components/card.html", words)


@register.simple_block_tag
def alert(content: str, tone: str, icon: str, title: str = "", role: str = "") -> str:
    """The block as a message on the page; `tone`: info, success, warning, danger or secondary."""
    words = {"content": content, "tone": tone, "icon": icon, "title": title, "role": role}
    return render_to_string("components/alert.html", words)


@register.simple_block_tag
def nothing(content: str, title: str, icon: str = "inbox", url: str = "", action: str = "") -> str:
    """Nothing to show; the block says what to do about it, `url` and `action` are its button."""
    words = {"text": trimmed(content), "title": title, "icon": icon, "url": url, "action": action}
    return render_to_string("components/empty.html", words)


@register.simple_block_tag
def stat(
    content: str,
    label: str,
    value: object,
    unit: str = "",
    *,
    percent: Decimal | None = None,
    elapsed: Decimal | None = None,
    hero: bool = False,
) -> str:
    """One big number, the block its note; `percent` adds the bar, `hero` makes it the first of the page."""
    words = {"note": trimmed(content), "label": label, "value": value, "unit": unit}
    return render_to_string("components/stat.html", words | {"percent": percent, "elapsed": elapsed, "hero": hero})


@register.simple_block_tag
def chart(
    content: str,
    *,
    id: str,
    kind: str,
    sentence: str,
    data: dict | None,
    table: str = "Tabel grafik ini",
    open: bool = False,
) -> str:
    """A chart (`data` as static/js/charts.js takes them) with its sentence; the block is its table, alone without data."""
    words = {"content": content, "id": id, "kind": kind, "sentence": sentence, "data": data}
    return render_to_string("components/chart.html", words | {"table": table, "open": open})


@register.simple_block_tag(takes_context=True)
def confirm(context: Context, content: str, opener: str, *, id: str, url: str, action: str = "") -> str:
    """A button that asks before it sends to `url`; the block says what will happen."""
    words = {"text": content, "opener": opener, "id": id, "url": url, "action": action or opener}
    return render_to_string("components/confirm.html", words | {"csrf_token": context.get("csrf_token")})
