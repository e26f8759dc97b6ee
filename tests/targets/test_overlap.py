"""Two decisions never set the same, whoever writes; a part lies inside its whole; the first page never jumps."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.errors import Refused
from offices.roles import Role
from records.models import Stage
from targets import deciding
from targets.models import DecisionState, Target, TargetDecision
from tests import decisions, factories
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

ALL_2020 = decisions.CELLS_2020
PPAPP = {("PPAPP", "31.73"): 10}


@pytest.fixture
def by(db):
    return factories.user_with(Role.PEREKONOMIAN)


def decided(by, cells=PPAPP, **about) -> TargetDecision:
    about = {"published_total": sum(cells.values())} | about
    return decisions.in_force(cells, by=by, **about)


@pytest.mark.parametrize(
    "second",
    [
        {"cells": PPAPP},
        {"cells": {("PPAPP", "31.73.05"): 3}},
        {"cells": {(None, "31.73"): 3}},
        {"cells": {("PPKUKM.UKM", "31.73"): 3}},
        {"starts_on": date(2020, 12, 15), "due_on": date(2021, 12, 31)},
    ],
    ids=["the same", "a kecamatan of it", "all lines", "another line of it", "a day in common"],
)
def test_a_second_decision_for_the_same_is_refused_and_names_the_first(by, second):
    decisions.of_2020(by)

    with pytest.raises(Refused, match="“Target Jakpreneur 2020 Jakarta Barat” sudah menetapkan target yang sama"):
        decided(by, title="Kedua", **second)

    assert TargetDecision.objects.get(title="Kedua").is_draft


@pytest.mark.parametrize(
    "other",
    [
        {"stage": "P7"},
        {"unit": "records"},
        {"cells": {("KPKP", "31.73"): 3}},
        {"starts_on": date(2020, 12, 16), "due_on": date(2021, 12, 31)},
    ],
    ids=["stage", "unit", "line", "days"],
)
def test_a_decision_for_something_else_is_none_of_its_business(by, other):
    decided(by)
    if "stage" in other:
        other = other | {"stage": Stage.objects.get(pk=other["stage"])}

    assert decided(by, **other).is_in_force


@pytest.mark.parametrize("area", ["31.73", "31.73.05"])
def test_the_database_refuses_the_second_whoever_writes_it(by, area):
    decided(by)
    second = TargetDecision.objects.create(**decisions.values(), created_by=by, state=DecisionState.IN_FORCE)

    with pytest.raises(IntegrityError, match="one_decision_sets_a_target"), transaction.atomic():
        Target.objects.create(decision=second, line_id="PPAPP", region_id=area, value=1, due_on=second.due_on)


def test_a_draft_that_becomes_a_decision_past_the_verb_is_refused_by_the_database(by):
    decided(by)
    second = deciding.draft(decisions.values(), PPAPP, by=by)

    with pytest.raises(IntegrityError, match="one_decision_sets_a_target"), transaction.atomic():
        TargetDecision.objects.filter(pk=second.pk).update(state=DecisionState.IN_FORCE)


def test_a_part_inside_its_whole_is_in_force_beside_it_and_a_second_part_for_the_same_is_not(by):
    whole = decisions.of_2020(by)
    half = {"starts_on": date(2020, 1, 1), "due_on": date(2020, 6, 30), "part_of": whole}

    assert decided(by, title="Semester 1", **half).is_in_force
    with pytest.raises(Refused, match="“Semester 1” sudah menetapkan"):
        decided(by, {("PPAPP", "31.73.05"): 1}, **half)
    assert decided(by, starts_on=date(2020, 7, 1), due_on=date(2020, 12, 15), part_of=whole).is_in_force


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due_on": date(2020, 12, 31)}, "Masa “Bagian” harus berada di dalam masa"),
        ({"unit": "records"}, "harus menghitung hal yang sama"),
        ({"cells": {(None, "31.73.05"): 1}}, "tidak memuat semua target “Bagian”: semua lini di Kecamatan Kebon Jeruk"),
    ],
    ids=["days", "unit", "lines"],
)
def test_a_part_that_reaches_beyond_its_whole_is_refused_with_what_lies_outside(by, changes, sentence):
    whole = decided(by)

    with pytest.raises(Refused, match=sentence):
        decided(by, title="Bagian", part_of=whole, **changes)


def test_the_database_refuses_a_part_beyond_its_whole_whoever_writes_it(by):
    whole = decided(by)
    part = deciding.draft(decisions.values(part_of=whole), {("KPKP", "31.73"): 1}, by=by)

    with pytest.raises(IntegrityError, match="tidak berada di dalam"), transaction.atomic():
        TargetDecision.objects.filter(pk=part.pk).update(state=DecisionState.IN_FORCE)
        check_now()


def test_a_whole_does_not_leave_its_part_behind(by):
    whole = decided(by)
    decided(by, starts_on=date(2020, 1, 1), due_on=date(2020, 6, 30), part_of=whole)

    with pytest.raises(IntegrityError, match="tidak berada di dalam"), transaction.atomic():
        TargetDecision.objects.filter(pk=whole.pk).update(state=DecisionState.REPLACED)
        check_now()


def check_now():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_successor_of_a_whole_takes_its_parts_over_and_must_hold_them(by):
    whole = decisions.of_2020(by)
    part = decided(by, starts_on=date(2020, 1, 1), due_on=date(2020, 6, 30), title="Semester 1", part_of=whole)
    successor = deciding.begin_replacement(whole, by=by)
    narrow = {key: value for key, value in ALL_2020.items() if key[0] != "PPAPP"}
    deciding.change(successor, successor.version, decisions.values(), narrow, by=by)
    with pytest.raises(Refused, match="tidak memuat semua target “Semester 1”: PPAPP"):
        deciding.put_in_force(successor, successor.version, by=by, reason="Uji")

    successor.refresh_from_db()
    deciding.change(successor, successor.version, decisions.values(), ALL_2020, by=by)
    deciding.put_in_force(successor, successor.version, by=by, reason="Uji")

    part.refresh_from_db()
    assert part.part_of == successor
    check_now()


def test_a_separate_decision_stands_beside_the_others_and_is_never_the_first_page(by):
    main = decided(by, due_on=date(2020, 12, 31))
    separate = decided(by, ALL_2020, title="Terpisah", is_separate=True)

    assert separate.is_in_force
    assert first_page(by) == main


def test_part_and_separate_are_refused_together_on_the_form(by):
    whole = decided(by)
    sent = {"once": "6b1f4dbb-43a6-4a4b-9d5a-3f3ad0f7f0b1", "part_of": whole.pk, "is_separate": "on"}

    answer = client_of(by).post(reverse("targets:new"), sent)

    assert answer.status_code == 422
    assert "Pilih salah satu: bagian dari keputusan lain, atau terpisah." in answer.content.decode()


def first_page(by):
    return client_of(by).get(reverse("board:start")).context["question"].decision


def labels(by):
    return [tab["label"] for tab in client_of(by).get(reverse("board:start")).context["tabs"]]


@pytest.fixture
def in_2020(time_machine):
    time_machine.move_to("2020-06-01T03:00:00Z", tick=False)


def test_the_first_page_stays_when_smaller_and_later_decisions_come(by, in_2020):
    widest = decisions.of_2020(by)
    p3 = Stage.objects.get(pk="P3")
    decided(by, {("PPAPP", "31.73"): 9}, starts_on=date(2020, 5, 1), due_on=date(2020, 6, 30), stage=p3)
    decided(by, ALL_2020, title="P7 kemudian", stage=Stage.objects.get(pk="P7"), published_total=15430)
    decided(by, starts_on=date(2020, 6, 1), due_on=date(2020, 6, 30), part_of=widest)

    assert first_page(by) == widest


def test_a_replacement_has_the_place_of_what_it_replaces(by, in_2020):
    old = decided(by, ALL_2020, published_total=15430)
    decided(by, ALL_2020, stage=Stage.objects.get(pk="P7"), published_total=15430)
    new = deciding.begin_replacement(old, by=by)
    deciding.put_in_force(new, new.version, by=by)

    assert first_page(by) == new


def test_tabs_stand_in_order_of_time_with_todays_first(by, in_2020):
    year = {"starts_on": date(2018, 1, 1), "due_on": date(2018, 12, 31)}
    decided(by, title="2018", **year)
    decided(by, title="2019", starts_on=date(2019, 1, 1), due_on=date(2019, 12, 31))
    decided(by, title="2022", starts_on=date(2022, 1, 1), due_on=date(2022, 12, 31))
    decided(by, title="2021", starts_on=date(2021, 1, 1), due_on=date(2021, 12, 31))
    decided(by, title="2020")

    assert labels(by) == ["2020", "2021", "2022", "2019", "2018"]
