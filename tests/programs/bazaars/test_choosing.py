"""Choosing exhibitors: in turn, spread, within the stands, from one's own people."""

from datetime import timedelta

import pytest

from foundation.days import today
from foundation.errors import Refused
from participants.models import Participant, Share
from programs.activities import choosing as common
from programs.activities import planning
from programs.bazaars import attendance, choosing
from tests import factories
from tests.programs.bazaars import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def people():
    return [rows.trader() for _ in range(3)]


def ids(people):
    return [person.public_id for person in people]


def exhibited(officer, person, on):
    held = rows.with_stands(officer, [person], starts_on=on, ends_on=on)
    attendance.take(held, on, held.version, {rows.stand_of(held, person).public_id: None}, by=officer)


def test_never_exhibited_come_first_and_then_the_longest_ago(officer, people):
    exhibited(officer, people[0], today() - timedelta(days=30))
    exhibited(officer, people[1], today() - timedelta(days=200))
    wanted = common.eligible(rows.bazaar(officer), officer)

    turn = [*choosing.never_exhibited(wanted), *choosing.longest_ago(wanted)]
    assert turn == [people[2], people[1], people[0]]


def test_a_day_that_was_voided_does_not_count_as_a_turn(officer, people):
    day = today()
    held = rows.with_stands(officer, people[:1], starts_on=day, ends_on=day)
    stand = rows.stand_of(held, people[0]).public_id
    attendance.take(held, day, held.version, {stand: None}, by=officer)
    held.refresh_from_db()
    attendance.take(held, day, held.version, {}, by=officer, reason="Salah centang")

    assert people[0] in choosing.never_exhibited(Participant.objects.all())


def test_stands_are_numbered_from_the_lowest_free_one(officer, people):
    held = rows.with_stands(officer, people)
    choosing.withdraw(rows.stand_of(held, people[1]), by=officer)
    newcomer = rows.trader()

    choosing.choose(held, [newcomer.public_id], by=officer)

    assert rows.stand_of(held, newcomer).stand == 2
    assert sorted(held.exhibitors.present().values_list("stand", flat=True)) == [1, 2, 3]


def test_more_people_than_free_stands_are_refused(officer, people):
    planned = rows.bazaar(officer, stands=2)

    with pytest.raises(Refused, match="Stan tersisa 2, Anda memilih 3 orang"):
        choosing.choose(planned, ids(people), by=officer)
    assert not planned.exhibitors.exists()


def test_the_same_choice_sent_twice_gives_one_stand_each(officer, people):
    held = rows.with_stands(officer, people)

    assert choosing.choose(held, ids(people), by=officer) == 0
    assert held.exhibitors.count() == 3


def test_one_person_of_another_sudin_and_nobody_gets_a_stand(officer, people):
    planned = rows.bazaar(officer)

    with pytest.raises(Refused, match="Tidak ada yang dipilih"):
        choosing.choose(planned, [*ids(people), factories.participant("KPKP").public_id], by=officer)
    assert not planned.exhibitors.exists()


def test_one_referred_for_marketing_may_exhibit(officer):
    person = factories.participant("KPKP")
    planned = rows.bazaar(officer)
    assert person not in common.eligible(planned, officer)

    Share.objects.create(participant=person, sudin_id="PPAPP", purpose="P5", starts_on=today(), ends_on=today())

    assert person in common.eligible(planned, officer)


def test_a_successor_takes_over_the_stand(officer, people):
    held = rows.with_stands(officer, people[:2])

    choosing.replace(rows.stand_of(held, people[0]), [people[2].public_id], by=officer)

    assert rows.stand_of(held, people[2]).stand == 1
    assert held.exhibitors.get(participant=people[0]).withdrawn_at


def test_who_has_a_stand_cannot_take_over_another(officer, people):
    held = rows.with_stands(officer, people[:2])

    with pytest.raises(Refused, match="Pengganti sudah mempunyai stan"):
        choosing.replace(rows.stand_of(held, people[0]), [people[1].public_id], by=officer)
    assert held.exhibitors.present().count() == 2


def test_the_spread_counts_rw_kelurahan_and_field(officer):
    chosen = [rows.trader(), rows.trader(), rows.trader("kriya", kelurahan=factories.TOMANG, rw="002")]
    spread = choosing.Spread.of(rows.with_stands(officer, chosen))

    assert dict(spread.fields) == {"Kuliner": 2, "Kriya": 1}
    assert dict(spread.kelurahan) == {"Duri Kepa": 2, "Tomang": 1}
    assert (spread.beside(chosen[0]), spread.beside(chosen[2])) == (2, 1)


def test_stands_that_are_taken_cannot_be_planned_away(officer, people):
    held = rows.with_stands(officer, people)

    with pytest.raises(Refused, match="stan ke-3"):
        planning.change(held, held.version, by=officer, **rows.values(stands=2))
