"""What is open or counts stands first on her page; what ended or was taken back is folded behind it, newest first."""

from datetime import date, timedelta

import pytest
import time_machine

from foundation.days import long_date, today
from offices.models import Sudin
from records.completion import complete, void
from records.models import Source, StageCode
from referrals.models import Referral, Result
from referrals.referring import close, refer
from tests import factories
from tests.programs.stage_forms import EARLIER, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


def shown(user, her):
    return client_of(user).get(address("person:detail", her))


def referred(her, by, to, *, who=None, result=Result.TAKEN_BACK):
    until = today() + timedelta(days=9)
    referral = refer(her, "P4", to_sudin=Sudin.objects.get(pk=to), reason="NIB", ends_on=until, by=by)
    if who:
        close(referral, by=who, result=result)
    return Referral.objects.get(pk=referral.pk)


def test_open_referrals_stand_before_the_ended_ones_and_those_are_folded(her, officer):
    first = referred(her, officer, "KPKP", who=officer)
    waiting = referred(her, officer, "PPKUKM")
    second = referred(her, officer, "SOSIAL", who=officer)
    context = shown(officer, her).context

    assert [row for row, _ in context["referrals"]] == [waiting]
    assert [row for row, _ in context["ended_referrals"]] == [second, first]


def test_of_ended_referrals_alone_the_last_lies_open(her, officer):
    first, last = referred(her, officer, "KPKP", who=officer), referred(her, officer, "SOSIAL", who=officer)
    context = shown(officer, her).context

    assert [row for row, _ in context["referrals"]] == [last]
    assert [row for row, _ in context["ended_referrals"]] == [first]


def test_an_ended_referral_says_when_and_by_which_office(her, officer):
    ppkukm = factories.sudin_officer("PPKUKM")
    referral = referred(her, officer, "PPKUKM", who=ppkukm, result=Result.UNWILLING)

    assert referral.ending_words == f"Ditutup {long_date(today())} oleh Sudin PPKUKM ({ppkukm})"
    assert referral.ending_words in shown(officer, her).text
    listed = client_of(ppkukm).get("/rujukan/?bagian=selesai")
    assert referral.ending_words in listed.text


def test_one_that_ran_out_says_so_whoever_swept_it_away(her, officer):
    referral = referred(her, officer, "PPKUKM")
    words = f"Berakhir {long_date(referral.ends_on)}"
    assert referral.ending_words == ""
    with time_machine.travel(today() + timedelta(days=20)):
        assert Referral.objects.get(pk=referral.pk).ending_words == words
        referred(her, officer, "PPKUKM")
        assert Referral.objects.get(pk=referral.pk).ending_words == words


def test_three_records_lie_open_and_those_taken_back_are_folded(her, officer):
    told = {"by": officer, "source": Source.VISIT}
    rows = [complete(her, StageCode.MENTORING, on=date(2026, month, 1), **told) for month in range(2, 8)]
    void(rows[-1], by=officer, reason="Salah orang")
    panel = next(one for one in shown(officer, her).context["panels"] if one.stage.pk == "P3")

    assert panel.recent == [rows[4], rows[3], rows[2]]
    assert (panel.folded, panel.folded_words) == (
        [rows[5], rows[1], rows[0]],
        f"2 {panel.stage.unit} sebelumnya, 1 dibatalkan",
    )
