"""Numbers that explain themselves."""

from django import template

from reports.figures.question import Question

register = template.Library()


@register.inclusion_tag("reports/figures/_number.html")
def figure(question: Question, value: int, of: object) -> dict:
    """A number that opens its explanation; `of` says to screen readers what it counts."""
    return {"question": question, "value": value, "of": of}
