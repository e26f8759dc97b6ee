"""The page on which Bagian Perekonomian sets the months, and what boards and people's pages say of late entries."""

from datetime import date

import pytest
from django.urls import reverse

from foundation.days import today
from offices import golive
from offices.models import GoLive
from offices.roles import Role
from programs.mentoring.visiting import record_visit
from records.marks import marked
from records.models import Stage, StageCode, StageRecord
from reports.board.addresses import board_of
from tests import decisions, factories
from tests.programs.stage_forms import address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

PAGE = reverse("targets:golive")
MARK = "dicatat setelah tenggat"
VISIT = {"mentor": "Pendamping Contoh", "place": "Rumah", "note": "Uji"}


@pytest.fixture
def setter():
    return factories.user_with(Role.PEREKONOMIAN)


@pytest.fixture
def desk(setter):
    return client_of(setter)


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def her():
    return factories.participant("PPAPP", on=date(2025, 1, 6))


@pytest.fixture
def visits(setter):
    """A decision on visits, due long ago."""
    about = {"stage": Stage.objects.get(pk=StageCode.MENTORING), "starts_on": date(2025, 1, 1)}
    return decisions.in_force(
        {("PPAPP", "31.73"): 10}, by=setter, **about, due_on=date(2025, 11, 30), published_total=10
    )


@pytest.fixture
def registrations(setter):
    """A decision on registrations, due long ago."""
    about = {"starts_on": date(2020, 1, 1), "due_on": date(2020, 12, 15), "published_total": 10}
    return decisions.in_force({("PPAPP", "31.73"): 10}, by=setter, **about)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_stores_the_month_and_says_who_set_it(desk, setter):
    response = desk.post(PAGE, {"office": "PPAPP@31.73", "month": "05/2025", "version": "1"}, follow=True)

    assert GoLive.objects.get().month == date(2025, 5, 1)
    assert "Mei 2025" in text(response)
    assert str(setter) in text(response)


def test_what_another_stored_meanwhile_is_shown_and_the_second_save_is_meant(desk, setter):
    golive.set_month("PPAPP@31.73", date(2025, 5, 1), by=setter, version=1)
    typed = {"office": "PPAPP@31.73", "month": "06/2025", "version": "1"}

    refused = desk.post(PAGE, typed)
    assert refused.status_code == 409
    assert "Kini tersimpan: Mei 2025" in text(refused)
    assert GoLive.objects.get().month == date(2025, 5, 1)

    again = typed | {"version": str(refused.context["form"]["version"].value())}
    assert desk.post(PAGE, again).status_code == 302
    assert GoLive.objects.get().month == date(2025, 6, 1)


def test_a_registration_dated_in_a_closed_period_is_marked_p1_included(registrations, officer):
    her = factories.participant("PPAPP", on=date(2020, 12, 1))
    page = text(client_of(officer).get(reverse("person:detail", args=[her.public_id])))

    assert marked(list(StageRecord.objects.values_list("pk", flat=True))) == {StageRecord.objects.get().pk: [MARK]}
    assert page.count(MARK) == 1


def test_the_board_shows_at_the_deadline_beside_now_and_both_open_their_lists(registrations, desk):
    factories.participant("PPAPP", on=date(2020, 12, 1))
    page = desk.get(board_of(registrations))

    deadline = page.context["deadline"]
    assert (deadline.result, deadline.day) == (0, date(2020, 12, 29))
    assert "Pada tenggat" in text(page)
    assert "Menurut yang tercatat sampai 29 Desember 2020. Kini" in text(page)
    assert "diketahui=29" in page.content.decode()


def test_before_the_month_the_board_says_it_was_loaded_from_lists(registrations, desk, setter):
    golive.set_month("PPAPP@31.73", date(2021, 1, 1), by=setter, version=1)
    factories.participant("PPAPP", on=date(2020, 12, 1))
    page = desk.get(board_of(registrations))

    assert page.context["deadline"].result is None
    assert "dimuat dari daftar lama" in text(page)


def test_while_typing_is_in_time_nothing_is_beside_now(setter, desk):
    about = {"starts_on": date(2020, 1, 1), "due_on": today(), "published_total": 10}
    decision = decisions.in_force({("PPAPP", "31.73"): 10}, by=setter, **about)

    assert desk.get(board_of(decision)).context["deadline"] is None


def test_the_form_to_mend_begins_with_what_was_typed_and_leaves_no_mark(visits, her, officer):
    record = record_visit(her, visited_on=date(2025, 11, 3), by=officer, **VISIT).record
    client = client_of(officer)
    page = address("mentoring:record", her) + f"?perbaiki={record.public_id}"

    shown = client.get(page)
    assert "Pendamping Contoh" in text(shown)
    typed = VISIT | {"visited_on": "04/11/2025", "once": shown.context["form"]["once"].value(), "because": ""}
    assert client.post(page, typed).status_code == 422
    assert client.post(page, typed | {"because": "Salah tanggal"}).status_code == 302

    record.refresh_from_db()
    new = StageRecord.objects.get(replaces=record)
    assert (record.void_reason, new.occurred_on) == ("Salah tanggal", date(2025, 11, 4))


def test_whoever_may_not_take_it_back_may_not_mend_it_and_of_another_persons_nothing_is_told(her, officer):
    record = record_visit(her, visited_on=date(2025, 11, 3), by=officer, **VISIT).record
    other = factories.participant("PPAPP", on=date(2025, 1, 6))
    query = f"?perbaiki={record.public_id}"

    assert client_of(officer).get(address("mentoring:record", other) + query).status_code == 404
    assert client_of(officer).get(address("mentoring:record", her) + "?perbaiki=x").status_code == 404
    stranger = client_of(factories.sudin_officer("SOSIAL")).get(address("mentoring:record", her) + query)
    assert stranger.status_code in {403, 404}


def test_the_grace_is_typed_with_the_decision_and_empty_is_the_usual_one(desk, setter):
    decision = decisions.of_2020(by=setter, grace_days=3)
    assert "3 hari, sampai 18 Desember 2020" in text(desk.get(reverse("targets:detail", args=[decision.public_id])))


@pytest.mark.parametrize("month", ["12/2199", "12/2017"])
def test_a_month_that_cannot_be_meant_is_refused_in_a_sentence(desk, month):
    answer = desk.post(PAGE, {"office": "PPAPP@31.73", "month": month, "version": "1"})

    assert answer.status_code == 422
    assert f"Isi antara Januari 2018 dan Desember {today().year + 1}." in text(answer)
    assert not GoLive.objects.exists()
