"""How fast a target has to be reached: time elapsed, working days left, what each of them needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import holidays

from foundation.numbers import percent
from reports.figures.spans import Span

SATURDAY = 5


@dataclass(frozen=True)
class Pace:
    """Where a result stands in time. Shares are percent with two places."""

    span: Span
    on: date
    target: int
    result: int

    @property
    def elapsed(self) -> Decimal:
        """Share of the period's days that have begun, today included."""
        return percent(_days_gone(self.span, self.on), self.span.days) or Decimal(0)

    @property
    def expected(self) -> int:
        """What the straight line to the target asks for by now."""
        return straight_line(self.span, self.target, self.on)

    @property
    def ahead(self) -> int:
        """Result less the straight line; negative when behind."""
        return self.result - self.expected

    @property
    def behind(self) -> int:
        """How far the result lies below the straight line."""
        return max(-self.ahead, 0)

    @property
    def remaining(self) -> int:
        return max(self.target - self.result, 0)

    @property
    def is_over(self) -> bool:
        return self.on > self.span.ends_on

    @property
    def working_days_left(self) -> int:
        """Working days from today, included, until the due date."""
        return working_days(max(self.on, self.span.starts_on), self.span.ends_on)

    @property
    def needed_per_working_day(self) -> int | None:
        """Rounded up; None when nothing remains or no working day is left."""
        days = self.working_days_left
        return -(-self.remaining // days) if days and self.remaining else None


def working_days(first: date, last: date) -> int:
    """Days from Monday to Friday that are neither public holidays of Indonesia nor cuti bersama."""
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return sum(day.weekday() < SATURDAY and day not in free_days(day.year) for day in days)


@lru_cache(maxsize=64)
def free_days(year: int) -> frozenset[date]:
    """National holidays and cuti bersama, as the `holidays` package knows them; later years are its estimates."""
    return frozenset(holidays.country_holidays("ID", years=year, categories=("public", "government")))


def straight_line(span: Span, target: int, day: date) -> int:
    """The value of the straight line to the target at the end of that day, rounded half up."""
    return (2 * target * _days_gone(span, day) + span.days) // (2 * span.days)


def _days_gone(span: Span, day: date) -> int:
    """Days of the span that have begun, that day included."""
    return min(max((day - span.starts_on).days + 1, 0), span.days)
