"""What templates ask of one record."""

from collections.abc import Mapping

from django import template

from records.models import StageRecord
from records.views.recording import mending_page

register = template.Library()

register.filter("mending_page", mending_page)


@register.filter
def marks_in(record: StageRecord, marks: Mapping[int, list[str]]) -> list[str]:
    """Its words among those of many, see `records.marks`."""
    return marks.get(record.pk, [])
