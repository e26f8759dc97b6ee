"""Template tags for how things look: icons, widths, and words for screen readers. They know no model."""

import json
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from foundation.numbers import grouped

register = template.Library()

SPRITE = "vendor/bootstrap-icons.svg"
SYMBOL = re.compile(r'<symbol[^>]*viewBox="([^"]+)"[^>]*id="([^"]+)"[^>]*>(.*?)</symbol>', re.S)
ALERTS = {
    "success": ("alert-success", "check-circle"),
    "warning": ("alert-warning", "exclamation-triangle"),
    "error": ("alert-danger", "x-octagon"),
    "danger": ("alert-danger", "x-octagon"),
}
HTMX = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "allowScriptTags": False,
    "timeout": 20000,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "(403|404|409|422|429)", "swap": True},
        {"code": "5..", "swap": True},
        {"code": "...", "swap": False, "error": True},
    ],
}


@lru_cache(maxsize=1)
def symbols() -> dict[str, tuple[str, str]]:
    """Every icon of the vendored sprite: name to (viewBox, drawing). Empty while the front-end files are not built."""
    path = finders.find(SPRITE)
    if not path:
        return {}
    return {name: (box, body) for box, name, body in SYMBOL.findall(Path(path).read_text())}


@register.simple_tag
def icon(name: str, label: str = "") -> str:
    """The icon drawn in place: no request, no icon font. Decorative unless `label` says what it means."""
    known = symbols()
    if not known:
        return ""
    if name not in known:
        raise template.TemplateSyntaxError(f"There is no icon named {name!r} in bootstrap-icons.")
    box, body = known[name]
    meaning = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="{}" {}>{}</svg>', box, meaning, mark_safe(body))  # noqa: S308 - from our own sprite


@register.simple_tag
def htmx_config() -> str:
    """htmx for a strict CSP, and answers with a refusal shown where the user is looking."""
    return json.dumps(HTMX, separators=(",", ":"))


@register.filter
def alert_class(tags: str) -> str:
    """Bootstrap's alert class for the tags of a Django message."""
    return next((ALERTS[tag][0] for tag in (tags or "").split() if tag in ALERTS), "alert-info")


@register.filter
def alert_icon(tags: str) -> str:
    """The icon that goes with `alert_class`."""
    return next((ALERTS[tag][1] for tag in (tags or "").split() if tag in ALERTS), "info-circle")


def as_number(value: Any) -> float | None:
    """77.03, Decimal("77.03"), "77.03" and "77,03" alike; None where there is no number ("–").

    In text with a comma dots group thousands; without one the dot begins the decimals.
    """
    if isinstance(value, str) and "," in value:
        value = value.replace(".", "").replace(",", ".")
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


@register.filter
def svg(number: Any) -> str:
    """A number for an SVG attribute: never a decimal comma, never below 0 or above 100."""
    return f"{min(max(as_number(number) or 0, 0), 100):.2f}"


@register.filter
def level(percent: Any) -> int:
    """Step of the colour scale for a share of the target: 0 without one, 1 below 25 % ... 5 below 100 %, 6 reached."""
    share = as_number(percent)
    if share is None:
        return 0
    return next((step for step, limit in enumerate((25, 50, 75, 90, 100), start=1) if share < limit), 6)


def behind(percent: Any, elapsed: Any) -> bool:
    """Whether the result lies clearly (ten points) behind the share of time elapsed."""
    return (as_number(percent) or 0) < (as_number(elapsed) or 0) - 10


@register.filter
def shown(value: Any) -> Any:
    """A value as people read it: 15430 is "15.430", nothing is "–", yes and no are words; text stays as it is."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, float):
        value = Decimal(value).quantize(Decimal("0.01"))
    return grouped(value) if isinstance(value, int | Decimal) else value
