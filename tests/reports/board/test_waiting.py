"""Each line says how many of its people are not verified by now, exactly, and opens just them."""

from datetime import date

import pytest
from django.urls import reverse

from foundation.days import today
from offices.roles import Role
from participants.verification import return_with_reason, verify
from records.models import StageCode
from reports.board.scoreboard import Board
from reports.figures import counting
from reports.figures.question import Question
from reports.figures.reading import reading
from reports.figures.spans import Span
from tests import factories
from tests.sessions import client_of

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def people(db):
    """Of PPAPP one verified, one waiting, one returned, one returned after she was verified; of KPKP one verified."""
    officer = factories.sudin_officer("PPAPP")
    verified, _, returned, again = (factories.participant("PPAPP", on=date(2026, 2, 1)) for _ in range(4))
    kpkp = factories.participant("KPKP", on=date(2026, 2, 1))
    verify(verified, by=officer)
    verify(again, by=officer)
    return_with_reason(returned, by=officer, reason="Nama")
    return_with_reason(again, by=officer, reason="Nama")
    verify(kpkp, by=factories.sudin_officer("KPKP"))


def board(user, **changes):
    return Board(user, Question(YEAR, "31.73", StageCode.REGISTRATION, **changes), None)


def test_it_is_told_by_line_and_each_number_opens_as_many_people(people):
    user = factories.user_with(Role.PEREKONOMIAN)
    with reading():
        rows = {row.name: row for row in board(user).lines}
        assert {name: (row.result, row.waiting) for name, row in rows.items() if row.result} == {
            "PPAPP": (4, 3),
            "KPKP": (1, 0),
        }
        assert counting.records(user, rows["PPAPP"].waiting_question).count() == 3


@pytest.mark.parametrize(
    "changes", [{"stage": StageCode.TRAINING}, {"unit": "records"}, {"verified": True}, {"helper": "PPAPP"}]
)
def test_elsewhere_nothing_is_told(people, changes):
    with reading():
        asked = board(factories.user_with(Role.PEREKONOMIAN))
        asked.question = asked.question.replace(**changes)
        assert [row.waiting for row in asked.lines if row.waiting] == []


def test_the_board_shows_it_and_the_list_has_just_them(people):
    client = client_of(factories.sudin_officer("PPAPP"))
    shown = client.get(reverse("board:start"), {"mulai": "01/01/2026", "sampai": f"{today():%d/%m/%Y}"})

    (row,) = [row for row in shown.context["board"].lines if row.result]
    assert "kini menunggu verifikasi:" in shown.text
    assert client.get(row.waiting_question.why_url).status_code == 200
    assert row.waiting == 3


@pytest.mark.parametrize("state", ["waiting", "returned", "verified"])
def test_a_line_is_a_proposal_until_she_is_verified(db, state):
    her, officer = factories.participant("PPAPP"), factories.sudin_officer("PPAPP")
    if state != "waiting":
        verify(her, by=officer)
    if state == "returned":
        return_with_reason(her, by=officer, reason="Lini")
    client = client_of(officer)

    for page in (reverse("person:detail", args=[her.public_id]), reverse("people:list")):
        assert ("(usulan)" in client.get(page).text) == (state != "verified")
