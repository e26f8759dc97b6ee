"""The trend: ends of months that are ends of months, and the population of the headline at every point."""

from datetime import date

import pytest
from django.urls import reverse

from offices.roles import Role
from reports.board import results
from tests import decisions, factories
from tests.factories import DURI_KEPA, TOMANG
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


def shown(decision, **asked) -> dict:
    client = client_of(factories.user_with(Role.WALIKOTA))
    return client.get(reverse("board:start"), {"keputusan": decision.public_id, **asked}).context


def registered(line, *days, place=DURI_KEPA) -> None:
    by = factories.user_with(Role.KELURAHAN, "31.73")
    for day in days:
        factories.participant(line, place, on=day, by=by)


def test_the_table_shows_the_last_day_of_each_month_and_today_for_the_running_one(time_machine):
    time_machine.move_to("2020-04-20T03:00:00Z", tick=False)
    decision = decisions.of_2020()
    registered("PPAPP", date(2020, 1, 31), date(2020, 3, 31), date(2020, 4, 20))
    results.refresh(past=True)

    points = [(point.day, point.result) for point in shown(decision)["trend_points"]]

    assert points[:5] == [
        (date(2020, 1, 31), 1), (date(2020, 2, 29), 1), (date(2020, 3, 31), 2), (date(2020, 4, 20), 3),
        (date(2020, 5, 31), None),
    ]  # fmt: skip
    assert points[-1] == (date(2020, 12, 15), None)


def test_a_decision_for_some_lines_compares_these_lines_at_the_head_and_at_every_point(time_machine):
    time_machine.move_to("2020-04-20T03:00:00Z", tick=False)
    decision = decisions.in_force({("PPAPP", "31.73"): 5, ("KPKP", "31.73"): 5}, published_total=10)
    registered("PPAPP", date(2020, 2, 3))
    registered("SOSIAL", date(2020, 2, 3))
    results.refresh(past=True)

    page = shown(decision)

    assert (page["board"].headline.result, page["board"].headline.percent) == (1, 10)
    assert {result for result in page["trend_data"]["result"] if result} == {1}


def test_targets_for_some_places_leave_the_trend_to_the_roll_up(time_machine):
    time_machine.move_to("2020-04-20T03:00:00Z", tick=False)
    decision = decisions.in_force({("PPAPP", "31.73.05"): 5}, published_total=5)
    registered("PPAPP", date(2020, 2, 3))
    registered("PPAPP", date(2020, 2, 3), place=TOMANG)
    results.refresh(past=True)

    points = [point.result for point in shown(decision)["trend_points"]]

    assert points[:4] == [0, 2, 2, 2]


def test_who_chooses_a_line_without_a_target_sees_it_without_one(time_machine):
    decision = decisions.in_force({("PPAPP", "31.73"): 5}, published_total=5)
    registered("SOSIAL", date(2020, 2, 3))

    headline = shown(decision, lini="SOSIAL")["board"].headline

    assert (headline.result, headline.target) == (1, None)
