"""A person's numbers as a list may show them."""

from django import template

from participants.identity import masked_birth, masked_nik

register = template.Library()
register.filter("masked_nik", masked_nik)
register.filter("masked_birth", masked_birth)
