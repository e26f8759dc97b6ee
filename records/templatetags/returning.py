"""The ways back from one person's record, for templates. See `records.returning`."""

from django import template

from records import returning

register = template.Library()

register.filter("page_of", returning.page_of)
register.simple_tag(returning.people_page)
