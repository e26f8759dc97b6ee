"""Ranges of days in constraints."""

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db.models import DateField, F, Func


def held_days(starts_on: str, ends_on: str) -> Func:
    """The days from one date field to another, both included; open where the second is empty."""
    return Func(
        F(starts_on),
        F(ends_on),
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="daterange",
        output_field=DateRangeField(),
    )


def held_days_or_none(starts_on: str, ends_on: str) -> Func:
    """Like held_days, for rows that may end the day before they start and so hold on no day."""
    return Func(
        F(starts_on),
        Func(F(ends_on), template="(%(expressions)s::date + 1)", output_field=DateField()),
        RangeBoundary(inclusive_lower=True, inclusive_upper=False),
        function="daterange",
        output_field=DateRangeField(),
    )
