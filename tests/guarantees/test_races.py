"""Races at the counter: one NIK is one participant, one form is one registration, whoever is first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg2
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from desk.registering.models import Draft
from desk.registering.register import register
from foundation.days import today
from foundation.errors import Refused, Stale
from foundation.history import recorded_as
from local.postgres import OWNER
from offices.roles import Role
from participants.corrections import edit
from participants.identity import read_nik
from participants.models import Participant
from participants.registration import AlreadyRegistered
from records.models import StageRecord
from targets import deciding
from targets.models import TargetDecision
from tests import decisions
from tests.desk.conftest import filled
from tests.factories import (
    COUNTER,
    DURI_KEPA,
    TOMANG,
    details,
    fresh_nik,
    kelurahan_officer,
    known,
    participant,
    place,
    user_with,
)
from tests.sessions import client_of

pytestmark = pytest.mark.timeout(300)

RIVALS = 50
CLICKS = 8


def at_once(deeds):
    """Run all deeds in threads of their own that start together; what each answered or raised."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait()
            return deed()
        except (AlreadyRegistered, Refused, Stale) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def rivals(nik, lines=("PPAPP", "KPKP", "SOSIAL", "PAREKRAF", "PPKUKM.UKM")):
    """Fifty attempts to register one NIK, in two kecamatan and for five sudin."""
    places = [place(line, code) for line in lines for code in (DURI_KEPA, TOMANG)]
    officers = {code: kelurahan_officer(code) for code in (DURI_KEPA, TOMANG)}

    def attempt(where):
        def deed():
            officer = officers[where.kelurahan.pk]
            with recorded_as(officer):
                return register(read_nik(nik), where, details(), on=today(), by=officer, **COUNTER)

        return deed

    return [attempt(places[number % len(places)]) for number in range(RIVALS)]


def test_of_fifty_registrations_of_one_nik_exactly_one_wins_and_the_others_learn_why(committed):
    answers = at_once(rivals(fresh_nik()))

    winners = [answer for answer in answers if isinstance(answer, Participant)]
    losers = [str(answer) for answer in answers if isinstance(answer, AlreadyRegistered)]
    assert (len(winners), len(losers)) == (1, RIVALS - 1)
    assert set(losers) == {str(AlreadyRegistered(winners[0]))}
    assert (Participant.objects.count(), StageRecord.objects.count()) == (1, 1)


def test_without_the_unique_index_several_win(committed):
    """The sabotaged twin: if this did not turn red, the test above would prove nothing."""
    with psycopg2.connect(committed[OWNER]) as owner, owner.cursor() as cursor:
        cursor.execute("DROP INDEX one_active_participant_per_nik")
    owner.close()

    rounds = (at_once(rivals(fresh_nik())) for _ in range(10))

    assert any(sum(isinstance(answer, Participant) for answer in answers) > 1 for answers in rounds)


def test_a_form_sent_many_times_at_once_registers_once(committed):
    officer = kelurahan_officer()
    browser = client_of(officer)
    browser.post(reverse("registering:begin"), {"nik": fresh_nik()})
    address = reverse("registering:form", args=[Draft.objects.get().public_id])

    def click():
        same = Client()
        same.cookies.update(browser.cookies)
        return same.post(address, filled()).headers["Location"]

    receipts = set(at_once([click] * CLICKS))

    person = Participant.objects.get()
    assert receipts == {reverse("person:receipt", args=[person.public_id])}
    assert StageRecord.objects.count() == 1


def test_of_many_corrections_of_one_person_none_undoes_another(committed):
    officer = kelurahan_officer()
    with recorded_as(officer):
        person = participant(by=officer)

    def correct(number):
        def deed():
            with recorded_as(officer):
                return edit(person, known(person, birth_place=f"Kota {number}"), by=officer, version=person.version)

        return deed

    answers = at_once([correct(number) for number in range(20)])

    winners = [answer for answer in answers if isinstance(answer, Participant)]
    assert (len(winners), sum(isinstance(answer, Stale) for answer in answers)) == (1, 19)
    stored = Participant.objects.get()
    assert (stored.birth_place, stored.version) == (winners[0].birth_place, 2)


def test_a_replacement_begun_by_many_clicks_at_once_is_one_draft(committed):
    by = user_with(Role.PEREKONOMIAN)
    with recorded_as(by):
        decision = decisions.of_2023(by)

    def click():
        with recorded_as(by):
            return deciding.begin_replacement(decision, by=by).pk

    assert len(set(at_once([click] * CLICKS))) == 1
    assert decision.replaced_by.count() == 1


def test_of_two_decisions_for_the_same_put_in_force_at_once_exactly_one_is(committed):
    by = user_with(Role.PEREKONOMIAN)
    with recorded_as(by):
        drafts = [deciding.draft(decisions.values(), decisions.CELLS_2023, by=by) for _ in range(CLICKS)]

    def enforce(draft):
        def deed():
            with recorded_as(by):
                return deciding.put_in_force(draft, draft.version, by=by, reason="Uji")

        return deed

    answers = at_once([enforce(draft) for draft in drafts])

    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == CLICKS - 1
    assert all("sudah menetapkan target yang sama" in answer.message for answer in refused)
    assert TargetDecision.objects.in_force().count() == 1
