from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from foundation import days
from foundation.formfields import DayField, MonthField


@pytest.mark.parametrize(
    "typed", ["07/12/2020", "7/12/2020", "7-12-2020", "07.12.2020", "7 Desember 2020", "7 des 2020", "2020-12-07"]
)
def test_a_day_comes_before_its_month(typed):
    assert DayField().clean(typed) == date(2020, 12, 7)


@pytest.mark.parametrize("typed", ["12/13/2020", "Dec 7 2020", "7 December 2020", "31/02/2021", "7/12/20", "٧/١٢/٢٠٢٠"])
def test_the_us_order_and_impossible_days_are_refused(typed):
    with pytest.raises(ValidationError):
        days.parse_day(typed)


@pytest.mark.parametrize("language", ["id", "en"])
def test_djangos_own_date_fields_refuse_the_us_order_too(language):
    with translation.override(language):
        assert forms.DateField().clean("07/12/2020") == date(2020, 12, 7)
        with pytest.raises(ValidationError):
            forms.DateField().clean("12/13/2020")


@pytest.mark.parametrize("typed", ["12/2020", "Desember 2020", "des 2020", "2020-12"])
def test_a_month_is_its_first_day(typed):
    assert MonthField().clean(typed) == date(2020, 12, 1)


def test_dates_are_written_out_in_indonesian():
    assert days.long_date(date(2020, 12, 7)) == "7 Desember 2020"
    assert days.stamp(datetime(2020, 12, 7, 7, 30, tzinfo=UTC)) == "7 Desember 2020 pukul 14.30 WIB"


@time_machine.travel(datetime(2026, 3, 31, 18, 30, tzinfo=UTC), tick=False)
def test_a_day_is_a_day_in_jakarta():
    assert days.today() == date(2026, 4, 1)


@pytest.mark.parametrize("day", [date(2020, 1, 31), date(2020, 12, 1), date(2026, 2, 28)])
def test_month_numbers_and_first_days_belong_together(day):
    assert days.first_of(days.month_number(day)) == day.replace(day=1)
    assert days.month_number(date(2021, 1, 1)) == days.month_number(date(2020, 12, 31)) + 1
