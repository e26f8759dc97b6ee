"""Inviting: own people only, also more than there are seats, all or nobody."""

import pytest

from foundation.days import today
from foundation.errors import Refused
from participants.models import Share
from programs.activities import choosing, planning
from programs.training import attendance, inviting
from programs.training.models import TrainingClass
from tests import factories
from tests.programs.training import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def people():
    return [factories.participant("PPAPP") for _ in range(3)]


def ids(people):
    return [person.public_id for person in people]


def test_more_people_than_seats_are_invited_all_the_same(officer, people):
    planned = rows.with_invitations(officer, people[:1], seats=2)

    assert inviting.invite(planned, ids(people[1:]), by=officer) == 2
    assert planned.invitations.count() == 3


def test_the_same_choice_sent_twice_invites_once(officer, people):
    planned = rows.with_invitations(officer, people, seats=3)

    assert inviting.invite(planned, ids(people), by=officer) == 0
    assert planned.invitations.count() == 3


def test_one_foreign_person_and_nobody_is_invited(officer, people):
    planned = rows.training_class(officer)

    with pytest.raises(Refused, match="Tidak ada yang dipilih"):
        inviting.invite(planned, [*ids(people), factories.participant("KPKP").public_id], by=officer)
    assert not planned.invitations.exists()


def test_one_referred_for_training_may_be_invited_and_one_referred_for_a_permit_not(officer):
    planned = rows.training_class(officer)
    for purpose in ("P2", "P4"):
        person = factories.participant("KPKP")
        Share.objects.create(participant=person, sudin_id="PPAPP", purpose=purpose, starts_on=today(), ends_on=today())

    assert [person.shares.get().purpose for person in choosing.eligible(planned, officer)] == ["P2"]


def test_an_invitation_is_taken_back_until_attendance_is_known(officer, people):
    planned = rows.with_invitations(officer, people)
    invitation = planned.invitations.first()
    inviting.withdraw(invitation, by=officer)
    planned.refresh_from_db()
    assert planned.invitations.count() == 2

    attendance.take(planned, planned.version, [], by=officer)
    with pytest.raises(Refused, match="sudah dicatat"):
        inviting.withdraw(planned.invitations.first(), by=officer)


def test_seats_may_fall_below_the_invitations_sent(officer, people):
    planned = rows.with_invitations(officer, people)

    planning.change(planned, planned.version, by=officer, **rows.values(seats=2))

    planned.refresh_from_db()
    assert planned.seats == 2


def test_once_somebody_came_day_and_existence_of_the_class_stand(officer, people):
    planned = rows.with_invitations(officer, people)
    attendance.take(planned, planned.version, rows.invitations_of(planned, people), by=officer, reason="NIB diurus")

    with pytest.raises(Refused, match="hari itu"):
        planning.change(
            planned,
            planned.version + 1,
            by=officer,
            **rows.values(starts_on=today() - rows.YESTERDAY, ends_on=today() - rows.YESTERDAY),
        )
    with pytest.raises(Refused, match="Kosongkan daftar hadir"):
        planning.cancel(planned, by=officer, reason="x")


def test_a_class_is_seen_by_its_sudin_and_the_area_it_is_held_in(officer):
    planned = rows.training_class(officer)
    seen_by = {
        "own": officer,
        "kelurahan": factories.kelurahan_officer(factories.DURI_KEPA),
        "next kelurahan": factories.kelurahan_officer(factories.KEDOYA_UTARA),
        "other sudin": factories.sudin_officer("KPKP"),
    }

    sight = {who: planned in TrainingClass.objects.visible_to(user) for who, user in seen_by.items()}
    assert sight == {"own": True, "kelurahan": True, "next kelurahan": False, "other sudin": False}
