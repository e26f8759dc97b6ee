"""Spans: whole months for the roll-up, cut days for the records; together they are the span, once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.days import first_of
from reports.figures.spans import DAY, Span


@given(st.dates(date(2019, 1, 1), date(2028, 12, 31)), st.integers(0, 900))
def test_whole_months_and_cut_days_are_the_span_once(start, length):
    span = Span(start, start + length * DAY)

    days = [part.starts_on + n * DAY for part in span.cut_days for n in range(part.days)]
    for month in span.whole_months:
        first, after = first_of(month), first_of(month + 1)
        days += [first + n * DAY for n in range((after - first).days)]

    assert sorted(days) == [start + n * DAY for n in range(length + 1)]


def test_the_period_of_the_article_has_four_whole_months_and_two_cut_ones():
    span = Span(date(2022, 10, 17), date(2023, 3, 24))

    assert [first_of(month) for month in span.whole_months] == [
        date(2022, 11, 1),
        date(2022, 12, 1),
        date(2023, 1, 1),
        date(2023, 2, 1),
    ]
    assert span.cut_days == [
        Span(date(2022, 10, 17), date(2022, 10, 31)),
        Span(date(2023, 3, 1), date(2023, 3, 24)),
    ]


def test_a_span_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends after"):
        Span(date(2023, 1, 2), date(2023, 1, 1))
