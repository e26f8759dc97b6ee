"""Numbers and days as Indonesian readers expect them."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from foundation import days, numbers

register = template.Library()

NOTHING = "–"


@register.filter
def grouped(number: int | Decimal | None) -> str:
    """15430 becomes 15.430, -3 becomes −3 with the sign for minus; nothing becomes a dash."""
    return NOTHING if number is None else numbers.grouped(number).replace("-", "−")


@register.filter
def rupiah(amount: Decimal | None) -> str:
    """1500000 becomes Rp1.500.000."""
    return NOTHING if amount is None else numbers.shown_rupiah(amount)


@register.filter
def long_date(day: date | None) -> str:
    """7 Desember 2020; a moment is taken as the day it is in Jakarta."""
    if isinstance(day, datetime):
        day = day.astimezone(days.JAKARTA)
    return NOTHING if day is None else days.long_date(day)


@register.filter
def stamp(moment: datetime | None) -> str:
    """7 Desember 2020 pukul 14.30 WIB."""
    return NOTHING if moment is None else days.stamp(moment)


@register.filter
def long_month(month: int | date | None) -> str:
    """Desember 2020, from a month number or any day of the month."""
    if isinstance(month, date):
        month = days.month_number(month)
    return NOTHING if month is None else days.long_month(month)
