"""Numbers that explain themselves."""

from django import template
from django.template.loader import render_to_string

from reports.figures.question import Question

register = template.Library()


@register.simple_tag
def figure(question: Question, value: int, of: object) -> str:
    """A number that opens its explanation; `of` says to screen readers what it counts."""
    return render_to_string("reports/figures/_number.html", {"question": question, "value": value, "of": of})
