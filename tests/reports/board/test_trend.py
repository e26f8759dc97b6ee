"""The trend: points that are what the headline would have been on their day, each with its explanation."""

from datetime import date

import pytest
from django.urls import reverse

from offices.roles import Role
from records.completion import complete, void
from records.models import Source, Stage, StageCode
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


def test_the_table_shows_the_last_day_of_each_month_and_today_in_the_running_one(time_machine):
    time_machine.move_to("2020-04-20T03:00:00Z", tick=False)
    decision = decisions.of_2020()
    registered("PPAPP", date(2020, 1, 31), date(2020, 3, 31), date(2020, 4, 20))

    points = [(point.day, point.result) for point in shown(decision)["trend_points"]]

    assert points[:5] == [
        (date(2020, 1, 31), 1), (date(2020, 2, 29), 1), (date(2020, 3, 31), 2), (date(2020, 4, 20), 3),
        (date(2020, 4, 30), None),
    ]  # fmt: skip
    assert points[-1] == (date(2020, 12, 15), None)


def test_a_decision_for_some_lines_compares_these_lines_at_the_head_and_at_every_point(time_machine):
    time_machine.move_to("2020-04-20T03:00:00Z", tick=False)
    decision = decisions.in_force({("PPAPP", "31.73"): 5, ("KPKP", "31.73"): 5}, published_total=10)
    registered("PPAPP", date(2020, 2, 3))
    registered("SOSIAL", date(2020, 2, 3))

    page = shown(decision)

    assert (page["board"].headline.result, page["board"].headline.percent) == (1, 10)
    assert {result for result in page["trend_data"]["result"] if result} == {1}


def test_targets_for_some_places_count_the_whole_kota_at_every_point(time_machine):
    time_machine.move_to("2020-04-20T03:00:00Z", tick=False)
    decision = decisions.in_force({("PPAPP", "31.73.05"): 5}, published_total=5)
    registered("PPAPP", date(2020, 2, 3))
    registered("PPAPP", date(2020, 2, 3), place=TOMANG)

    points = [point.result for point in shown(decision)["trend_points"]]

    assert points[:4] == [0, 2, 2, 2]


def test_who_chooses_a_line_without_a_target_sees_it_without_one(time_machine):
    decision = decisions.in_force({("PPAPP", "31.73"): 5}, published_total=5)
    registered("SOSIAL", date(2020, 2, 3))

    headline = shown(decision, lini="SOSIAL")["board"].headline

    assert (headline.result, headline.target) == (1, None)


def test_every_point_opens_its_explanation_with_the_same_number(time_machine):
    time_machine.move_to("2020-04-20T03:00:00Z", tick=False)
    decision = decisions.in_force({("PPAPP", "31.73"): 5, ("KPKP", "31.73"): 5}, published_total=10)
    registered("PPAPP", date(2020, 1, 31), date(2020, 3, 2), date(2020, 4, 20))
    registered("SOSIAL", date(2020, 3, 2))
    client = client_of(factories.user_with(Role.WALIKOTA))

    points = [point for point in shown(decision)["trend_points"] if point.question]
    explained = [client.get(point.question.why_url).context["answer"] for point in points]

    assert [point.result for point in points] == [1, 1, 2, 3]
    assert [answer.number for answer in explained] == [1, 1, 2, 3]
    assert [answer.question.span.ends_on for answer in explained] == [point.day for point in points]
    assert {answer.row.target for answer in explained[:-1]} == {None}


def test_a_point_moves_with_a_back_dated_record_and_with_a_void_while_no_worker_runs(time_machine):
    time_machine.move_to("2020-06-20T03:00:00Z", tick=False)
    decision = decisions.in_force(
        {("PPAPP", "31.73"): 5}, stage=Stage.objects.get(pk="P3"), starts_on=date(2020, 1, 5), published_total=5
    )
    officer = factories.sudin_officer("PPAPP")
    her = factories.participant("PPAPP", on=date(2020, 1, 2))
    late = complete(her, StageCode.MENTORING, on=date(2020, 4, 1), by=officer, source=Source.VISIT)
    assert [point.result for point in shown(decision)["trend_points"]][:6] == [0, 0, 0, 1, 1, 1]

    complete(her, StageCode.MENTORING, on=date(2020, 2, 3), by=officer, source=Source.VISIT)
    assert [point.result for point in shown(decision)["trend_points"]][:6] == [0, 1, 1, 1, 1, 1]

    void(late, by=officer, reason="Salah orang")
    assert [point.result for point in shown(decision, hitung="catatan")["trend_points"]][:6] == [0, 1, 1, 1, 1, 1]


def test_a_month_shows_its_days():
    registered("PPAPP", date(2020, 2, 3), date(2020, 2, 3), date(2020, 2, 28))
    client = client_of(factories.user_with(Role.WALIKOTA))
    asked = {"keputusan": "bebas", "mulai": "01/02/2020", "sampai": "29/02/2020"}

    points = client.get(reverse("board:start"), asked).context["trend_points"]

    assert [point.result for point in points] == [0] * 2 + [2] * 25 + [3] * 2


def test_a_decision_up_to_a_day_is_asked_about_without_its_target():
    decision = decisions.of_2020()
    registered("PPAPP", date(2020, 2, 3), date(2020, 8, 3))

    page = shown(decision, sampai="30/06/2020")

    assert (page["board"].headline.result, page["board"].headline.target) == (1, None)
    assert "sampai=30%2F06%2F2020" in page["question"].why_url


def test_a_day_before_the_decision_begins_is_refused_in_words():
    client = client_of(factories.user_with(Role.WALIKOTA))

    answer = client.get(reverse("board:start"), {"keputusan": decisions.of_2020().public_id, "sampai": "30/06/2019"})

    assert (answer.status_code, "Akhir periode mendahului awalnya." in answer.content.decode()) == (422, True)
