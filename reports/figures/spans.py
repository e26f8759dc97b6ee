"""Spans of days, and how a roll-up by month serves them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from foundation.days import first_of, long_date, month_number

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from one to another, both included."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError("A span ends after it starts.")

    def __str__(self) -> str:
        return f"{long_date(self.starts_on)} – {long_date(self.ends_on)}"

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @cached_property
    def whole_months(self) -> range:
        """The numbers of the months that lie in the span from their first day to their last; may be empty."""
        first = month_number(self.starts_on) + (self.starts_on.day > 1)
        after = month_number(self.ends_on + DAY)
        return range(first, max(first, after))

    @cached_property
    def cut_days(self) -> list["Span"]:
        """What the whole months leave over at either end: none, one or two spans."""
        months = self.whole_months
        if not months:
            return [self]
        head, tail = first_of(months.start), first_of(months.stop)
        ends = [(self.starts_on, head - DAY), (tail, self.ends_on)]
        return [Span(start, end) for start, end in ends if start <= end]

    def until(self, day: date) -> "Span | None":
        """The part up to that day, or None where the span begins later."""
        return Span(self.starts_on, min(self.ends_on, day)) if day >= self.starts_on else None
