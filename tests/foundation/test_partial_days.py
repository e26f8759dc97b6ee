"""A day as far as it is known: read, kept and shown with no more than was told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from foundation.formfields import PartialDayField
from foundation.partial_days import PartialDay


@pytest.mark.parametrize(
    ("typed", "iso", "shown"),
    [
        ("2021", "2021", "2021"),
        ("03/2021", "2021-03", "Maret 2021"),
        ("Maret 2021", "2021-03", "Maret 2021"),
        ("2021-03", "2021-03", "Maret 2021"),
        ("5/3/2021", "2021-03-05", "5 Maret 2021"),
        ("2021-03-05", "2021-03-05", "5 Maret 2021"),
    ],
)
def test_what_is_known_is_read_kept_and_shown_and_nothing_more(typed, iso, shown):
    known = PartialDayField().clean(typed)

    assert (known.iso, str(known)) == (iso, shown)
    assert PartialDay.of(known.iso) == known == PartialDayField().clean(known.typed)


@pytest.mark.parametrize("typed", ["21", "3/21", "13/2021", "31/02/2021", "1/2/3/2021", "kemarin", "1899", "٢٠٢١"])
def test_what_is_no_day_year_or_month_is_told(typed):
    with pytest.raises(ValidationError):
        PartialDayField().clean(typed)


def test_it_spans_from_its_first_to_its_last_day():
    assert (PartialDay(2024).first, PartialDay(2024).last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (PartialDay(2024, 2).first, PartialDay(2024, 2).last) == (date(2024, 2, 1), date(2024, 2, 29))
