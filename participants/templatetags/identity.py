"""A person's numbers as a list may show them."""

from django import template

from participants.identity import masked_nik, masked_phone

register = template.Library()
register.filter("masked_nik", masked_nik)
register.filter("masked_phone", masked_phone)
