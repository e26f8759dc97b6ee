"""Ranges of days in constraints."""

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db.models import F, Func


def held_days(starts_on: str, ends_on: str) -> Func:
    """The days from one date field to another, both included; open where the second is empty."""
    return Func(
        F(starts_on),
        F(ends_on),
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="daterange",
        output_field=DateRangeField(),
    )
