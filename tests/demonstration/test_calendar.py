"""When the people of the demonstration city registered."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from demonstration.calendar import registrations


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2027, 3, 1), date(2030, 6, 1)])
def test_every_year_up_to_this_one_has_its_people(today):
    coming = registrations(20_000, today, Random(1))

    years = Counter(one.on.year for one in coming)
    assert set(years) == set(range(2020, today.year + 1))
    assert min(years.values()) > 200
    assert max(one.on for one in coming) < today
