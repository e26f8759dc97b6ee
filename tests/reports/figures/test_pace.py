"""Pace: percent of time elapsed and what each working day needs, by the Indonesian calendar."""

from datetime import date
from decimal import Decimal

from foundation.numbers import percent
from reports.figures.pace import Pace, straight_line, working_days
from reports.figures.spans import DAY, Span

OF_2020 = Span(date(2020, 1, 1), date(2020, 12, 15))


def test_working_days_leave_out_weekends_holidays_and_cuti_bersama():
    # 24 and 25 December 2020 are cuti bersama and Christmas, 31 December is moved cuti bersama of Lebaran.
    assert working_days(date(2020, 12, 21), date(2020, 12, 31)) == 6
    assert working_days(date(2020, 8, 17), date(2020, 8, 17)) == 0
    assert working_days(date(2020, 12, 5), date(2020, 12, 6)) == 0


def test_what_remains_is_spread_over_the_working_days_up_to_the_due_date_rounded_up():
    pace = Pace(OF_2020, on=date(2020, 12, 7), target=15430, result=15400)

    # 7, 8, 10, 11, 14 and 15 December; the 9th was election day.
    assert pace.working_days_left == 6
    assert pace.needed_per_working_day == 5
    assert pace.remaining == 30


def test_time_elapsed_counts_today_and_ends_at_the_due_date():
    assert Pace(OF_2020, date(2020, 1, 1), 100, 0).elapsed == percent(1, 350)
    assert Pace(OF_2020, date(2021, 5, 1), 100, 0).elapsed == Decimal(100)
    assert Pace(OF_2020, date(2019, 5, 1), 100, 0).elapsed == 0


def test_after_the_due_date_or_beyond_the_target_nothing_is_needed_per_day():
    assert Pace(OF_2020, date(2020, 12, 16), 100, 0).needed_per_working_day is None
    assert Pace(OF_2020, date(2020, 6, 1), 100, 120).needed_per_working_day is None


def test_the_straight_line_ends_on_the_target():
    assert straight_line(OF_2020, 15430, date(2020, 12, 15)) == 15430
    assert straight_line(OF_2020, 15430, date(2020, 12, 31)) == 15430
    assert Pace(OF_2020, date(2020, 12, 15), 15430, 15000).ahead == -430


def test_the_words_and_the_chart_ask_for_the_same_on_every_day():
    for day in (OF_2020.starts_on + n * DAY for n in range(-1, OF_2020.days + 1)):
        assert Pace(OF_2020, day, 15430, 0).expected == straight_line(OF_2020, 15430, day)


def test_a_share_is_computed_from_counts():
    assert percent(5871, 7626) == Decimal("76.99")
    assert percent(5, 0) is None
