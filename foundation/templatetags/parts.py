"""Parts that pages are put together from, as short tags; each draws its template in components/."""

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string

register = template.Library()


@register.simple_tag
def field(bound: BoundField) -> str:
    """One form field with its label, help and errors."""
    return as_crispy_field(bound)


@register.inclusion_tag("components/state_badge.html")
def badge(label: str, tone: str = "quiet", icon: str = "") -> dict:
    """A state in words; `tone`: good, warn, bad, info or quiet."""
    return {"label": label, "tone": tone, "icon": icon}


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
    words = {"text": content.strip(), "title": title, "icon": icon, "url": url, "action": action}
    return render_to_string("components/empty.html", words)


@register.simple_block_tag(takes_context=True)
def confirm(context: Context, content: str, id: str, opener: str, title: str, url: str, action: str) -> str:
    """A button that asks before it sends; the block says what will happen."""
    words = {"text": content, "id": id, "opener": opener, "title": title, "url": url, "action": action}
    return render_to_string("components/confirm.html", words | {"csrf_token": context.get("csrf_token")})
