"""How a participant stands: what a property says of one, its set says of many, and the verb does."""

from contextlib import suppress
from itertools import product

import pytest

from foundation.errors import Refused
from participants.leaving import withdraw
from participants.models import Participant
from participants.participants import IdentityState, ParticipantState
from participants.verification import return_with_reason, verify
from tests.factories import kelurahan_officer, participant, sudin_officer

EVERY = list(product(ParticipantState, IdentityState))


@pytest.mark.parametrize(("state", "identity"), EVERY)
def test_whoever_has_left_stands_as_such_and_is_neither_verified_nor_returned(state, identity):
    person = Participant(state=state, identity_state=identity)

    assert person.standing == (identity if state == ParticipantState.ACTIVE else state)
    assert person.standing.tone in {"good", "warn", "bad", "quiet"}
    assert person.is_active or not (person.may_be_verified or person.may_be_returned)


@pytest.fixture
def everybody(db):
    """Waiting, verified, returned, and one who has left."""
    sudin, people = sudin_officer("PPAPP"), [participant("PPAPP") for _ in range(4)]
    verify(people[1], by=sudin)
    return_with_reason(people[2], by=sudin, reason="Nama keliru")
    withdraw(people[3], by=kelurahan_officer(), reason="Pindah")
    return list(Participant.objects.order_by("pk"))


def test_the_set_of_the_unverified_is_who_may_be_verified(everybody):
    assert set(Participant.objects.unverified()) == {one for one in everybody if one.may_be_verified}


def test_the_verbs_do_what_is_offered_and_nothing_else(everybody):
    sudin = sudin_officer("PPAPP")
    for offered, verb in (("may_be_verified", verify), ("may_be_returned", returned)):
        expected = {one for one in everybody if getattr(one, offered)}
        assert {one for one in everybody if happens(verb, one, sudin)} == expected
        for one in everybody:
            one.refresh_from_db()


def returned(person, *, by):
    return_with_reason(person, by=by, reason="Keliru")


def happens(verb, person, by):
    with suppress(Refused):
        verb(person, by=by)
        return True
    return False
