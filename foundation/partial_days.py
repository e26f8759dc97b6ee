"""A day of which perhaps only the year, or the month and year, is known; kept and shown as far as it is known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models

from foundation.days import long_date, long_month, month_number, parse_day, parse_month

NOT_PARTIAL = "Tulis tahun (2021), bulan dan tahun (03/2021), atau tanggal lengkap (05/03/2021)."
ISO = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


@dataclass(frozen=True)
class PartialDay:
    """A date with its precision: `month` is None where only the year is known, `day` where the day is not."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, iso: str) -> Self:
        """From '2021', '2021-03' or '2021-03-05'. Raises ValueError for what is none of them."""
        if not re.match(ISO, iso):
            raise ValueError(iso)
        found = cls(*map(int, iso.split("-")))
        _ = found.first
        return found

    @property
    def first(self) -> date:
        """The earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """'2021', '2021-03' or '2021-03-05': ISO 8601 in reduced precision, which sorts as the days do."""
        known = (f"{self.year:04d}", self.month and f"{self.month:02d}", self.day and f"{self.day:02d}")
        return "-".join(part for part in known if part)

    @property
    def typed(self) -> str:
        """As an officer writes it: '2021', '03/2021' or '05/03/2021'."""
        return "/".join(reversed(self.iso.split("-")))

    def __str__(self) -> str:
        """'2021', 'Maret 2021' or '5 Maret 2021'."""
        if self.month is None:
            return str(self.year)
        return long_date(self.first) if self.day else long_month(month_number(self.first))


def parse_partial(text: str) -> PartialDay:
    """What was typed: 2021, 03/2021, Maret 2021 or any day that `parse_day` reads. Raises ValidationError."""
    parts = len(re.split(r"[\s/.\-]+", text.strip()))
    if parts == 3:
        found = parse_day(text)
        return PartialDay(found.year, found.month, found.day)
    try:
        found = parse_month(f"01/{text.strip()}" if parts == 1 else text)
    except ValidationError:
        raise ValidationError(NOT_PARTIAL, code="invalid") from None
    return PartialDay(found.year, None if parts == 1 else found.month)


class PartialDayField(models.CharField):
    """A PartialDay, stored as its `iso`; what is unknown altogether is NULL. Give it the constraint `is_partial`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 10, "null": True, "blank": True} | kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDay | None:
        return None if value is None else PartialDay.of(value)

    def to_python(self, value: Any) -> PartialDay | None:
        return PartialDay.of(value) if isinstance(value, str) and value else value or None

    def get_prep_value(self, value: Any) -> str | None:
        found = self.to_python(value)
        return found.iso if found else None


def is_partial(name: str) -> models.Q:
    """Whether the column of that name holds nothing or a partial day."""
    return models.Q(**{name: None}) | models.Q(**{f"{name}__regex": ISO})
