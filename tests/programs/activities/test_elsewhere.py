"""One person at two activities on one day: it is asked, with the other one's name and place, and never refused."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from foundation.days import today
from foundation.errors import NeedsReason
from foundation.history import recorded_as
from programs.bazaars import attendance as bazaar_attendance
from programs.bazaars.models import BazaarDay
from programs.training import attendance as class_attendance
from records.models import StageRecord
from tests import factories
from tests.guarantees.test_races_stages import second_while_open
from tests.programs.bazaars import rows as bazaars
from tests.programs.training import rows as classes
from tests.sessions import client_of

YESTERDAY = bazaars.YESTERDAY


@pytest.fixture
def officer(db):
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def people(db):
    return [bazaars.trader(name=name) for name in ("Ani Contoh", "Budi Contoh")]


def at_class(held, people, by, **more):
    held.refresh_from_db()
    told = {"reason": "NIB diurus"} | more
    return class_attendance.take(held, held.version, classes.invitations_of(held, people), by=by, **told)


def at_bazaar(held, people, by, on=YESTERDAY, **more):
    held.refresh_from_db()
    present = {bazaars.stand_of(held, person).public_id: Decimal(1) for person in people}
    return bazaar_attendance.take(held, on, held.version, present, by=by, **more)


def asked(work) -> NeedsReason:
    with pytest.raises(NeedsReason) as question:
        work()
    return question.value


def test_the_second_bazaar_of_a_day_is_asked_with_the_first_ones_name_place_and_person(officer, people):
    first = bazaars.with_stands(officer, people, name="Bazar Pertama", place="Halaman Pertama")
    second = bazaars.with_stands(officer, people, name="Bazar Kedua")
    at_bazaar(first, people[:1], officer)

    (words,) = asked(lambda: at_bazaar(second, people, officer)).warnings

    assert "bazar Bazar Pertama (Halaman Pertama, Kelurahan Duri Kepa" in words
    assert "Ani Contoh" in words
    assert "Budi" not in words
    assert BazaarDay.objects.count() == 1


def test_the_second_class_of_a_day_is_asked_with_the_first_ones_name_and_place(officer, people):
    first = classes.with_invitations(officer, people, title="Tata Busana", place="Balai Pertama")
    second = classes.with_invitations(officer, people)
    at_class(first, people, officer)

    warnings = asked(lambda: at_class(second, people, officer, reason="")).warnings

    assert "kelas Tata Busana (Balai Pertama, Kelurahan Duri Kepa" in warnings[0]
    assert "Ani Contoh" in warnings[0]
    assert "Budi Contoh" in warnings[0]
    assert "NIB" in warnings[1]


def test_a_class_of_several_days_meets_one_that_shares_a_day_with_it(officer, people):
    long = classes.with_invitations(officer, people, starts_on=today() - timedelta(days=3), title="Tiga Hari")
    short = classes.with_invitations(officer, people, starts_on=YESTERDAY, ends_on=YESTERDAY)
    at_class(long, people, officer)

    assert "Tiga Hari" in asked(lambda: at_class(short, people, officer)).warnings[0]


def test_other_days_other_people_and_attendance_taken_back_ask_nothing(officer, people):
    first, second = (bazaars.with_stands(officer, people) for _ in range(2))
    at_bazaar(first, people, officer)
    at_bazaar(second, people, officer, on=today())
    at_bazaar(first, people[1:], officer, reason="Salah stan")

    at_bazaar(second, people[:1], officer)

    assert BazaarDay.objects.there().filter(exhibitor__bazaar=second).count() == 3


def test_a_reason_for_what_was_shown_lets_it_pass_and_stays_with_her_record(officer, people):
    first, second = (bazaars.with_stands(officer, people) for _ in range(2))
    at_bazaar(first, people[:1], officer)
    question = asked(lambda: at_bazaar(second, people, officer))

    at_bazaar(second, people, officer, reason="Dijaga suaminya", shown=question.rows)

    records = StageRecord.objects.filter(stage="P5", bazaarday__exhibitor__bazaar=second)
    kept = dict(records.values_list("participant__name", "reason"))
    assert kept == {"Ani Contoh": "Dijaga suaminya", "Budi Contoh": ""}


def test_a_reason_given_for_something_else_does_not_answer_for_it(officer, people):
    first, second = (classes.with_invitations(officer, people) for _ in range(2))
    at_class(first, people, officer)

    assert "di kelas Tata Boga" in asked(lambda: at_class(second, people, officer, reason="NIB diurus")).warnings[0]


def test_later_sales_of_those_who_were_there_ask_nothing_again(officer, people):
    first, second = (bazaars.with_stands(officer, people) for _ in range(2))
    at_bazaar(first, people, officer)
    question = asked(lambda: at_bazaar(second, people, officer))
    at_bazaar(second, people, officer, reason="Dua stan", shown=question.rows)
    second.refresh_from_db()
    sales = {bazaars.stand_of(second, person).public_id: Decimal(9) for person in people}

    bazaar_attendance.take(second, YESTERDAY, second.version, sales, by=officer)

    assert set(BazaarDay.objects.filter(exhibitor__bazaar=second).values_list("sales", flat=True)) == {Decimal(9)}


def test_the_sheet_asks_once_on_the_page_and_then_saves(officer, people):
    first, second = (bazaars.with_stands(officer, people, name=name) for name in ("Bazar Pertama", "Bazar Kedua"))
    at_bazaar(first, people, officer)
    client, page = client_of(officer), reverse("bazaars:day", args=[second.public_id, YESTERDAY.isoformat()])
    stands = [str(bazaars.stand_of(second, person).public_id) for person in people]
    sheet = {"version": second.version, "present": stands}

    answer = client.post(page, sheet)
    assert (answer.status_code, "Bazar Pertama" in answer.text) == (409, True)
    shown = [str(key) for key in answer.context["form"].shown]
    assert all(f'name="shown" value="{key}"' in answer.text for key in shown)

    assert client.post(page, sheet | {"shown": shown, "reason": "Dua stan"}).status_code == 302
    assert BazaarDay.objects.there().filter(exhibitor__bazaar=second).count() == 2


def test_it_takes_one_query_for_the_whole_sheet(officer, django_assert_max_num_queries):
    people = [bazaars.trader() for _ in range(12)]
    first, second = (bazaars.with_stands(officer, people) for _ in range(2))
    at_bazaar(first, people, officer)
    present = {bazaars.stand_of(second, person).public_id: None for person in people}

    with django_assert_max_num_queries(18), pytest.raises(NeedsReason):
        bazaar_attendance.take(second, YESTERDAY, second.version, present, by=officer)


@pytest.mark.parametrize("kind", ["class", "bazaar"])
def test_of_two_officers_saving_at_once_the_second_is_asked(committed, kind):
    with recorded_as(label="uji"):
        early, late = (factories.sudin_officer("PPAPP") for _ in range(2))
        people = [bazaars.trader()]
        make, take = (classes.with_invitations, at_class) if kind == "class" else (bazaars.with_stands, at_bazaar)
        first, second = (make(officer, people) for officer in (early, late))

    def save(held, officer):
        with recorded_as(officer):
            take(held, people, officer, reason="NIB diurus")

    answer = second_while_open(partial(save, first, early), partial(save, second, late))

    assert isinstance(answer, NeedsReason)
    assert "Sudah tercatat hadir pada hari yang sama" in answer.warnings[0]
    stage = "P2" if kind == "class" else "P5"
    assert StageRecord.objects.filter(stage=stage).count() == 1
