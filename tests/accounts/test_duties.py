"""Giving duties and ending them."""

from datetime import timedelta

import pytest

from accounts import assignment
from foundation.days import today
from foundation.errors import NotAllowed, Refused
from offices.regions import Region
from offices.roles import ROLE_TABLE, Act, Role
from offices.sudin import Sudin
from tests.factories import DURI_KEPA, MENTENG, TOMANG, kelurahan_officer, user_with
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
REGION_OF_LEVEL = {5: "31.73", 8: "31.73.05", 13: DURI_KEPA}


@pytest.fixture
def admin():
    return user_with(Role.ADMINISTRATOR)


@pytest.fixture
def officer():
    return kelurahan_officer()


def region(code):
    return Region.objects.get(pk=code)


def give(officer, admin, role=Role.KELURAHAN, code=TOMANG, **more):
    return assignment.give(officer, role, region(code), by=admin, **more)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_given_at_its_own_level_and_with_a_sudin_only_where_it_has_one(role, admin):
    officer, rule = kelurahan_officer(TOMANG), ROLE_TABLE[role]
    until = {"ends_on": today()} if rule.stands_for else {}
    right = Sudin.objects.get(pk="PPAPP") if rule.by_sudin else None
    wrong = None if rule.by_sudin else Sudin.objects.get(pk="PPAPP")

    for level, code in REGION_OF_LEVEL.items():
        if level != rule.level:
            with pytest.raises(Refused):
                give(officer, admin, role, code, sudin=right, **until)
    with pytest.raises(Refused):
        give(officer, admin, role, REGION_OF_LEVEL[rule.level], sudin=wrong, **until)

    assert give(officer, admin, role, REGION_OF_LEVEL[rule.level], sudin=right, **until).given_by == admin


@pytest.mark.parametrize("role", [role for role, rule in ROLE_TABLE.items() if rule.stands_for])
def test_staff_stands_in_for_an_office_with_its_rights_and_only_until_a_day(role, officer, admin):
    rule = ROLE_TABLE[role]
    code = REGION_OF_LEVEL[rule.level]

    with pytest.raises(Refused, match="tanggal akhirnya"):
        give(officer, admin, role, code)
    duty = give(officer, admin, role, code, ends_on=today())

    office = ROLE_TABLE[rule.stands_for]
    assert (rule.acts, rule.level, rule.second_factor) == (office.acts, office.level, office.second_factor)
    assert duty.in_the_name_of == f"a.n. {rule.stands_for.label} {duty.region}"
    assert str(duty) == f"Staf a.n. {rule.stands_for.label} – {duty.region}"


def test_a_duty_in_another_city_is_not_hers_to_give(officer, admin):
    with pytest.raises(NotAllowed):
        give(officer, admin, code=MENTENG)


def test_nobody_gives_a_duty_to_herself(admin):
    with pytest.raises(Refused):
        give(admin, admin)


def test_nobody_ends_her_own_duty(admin):
    with pytest.raises(Refused):
        assignment.end(admin.duties.get(), on=today(), by=admin)


def test_only_an_administrator_gives_duties(officer):
    with pytest.raises(NotAllowed):
        give(kelurahan_officer(), officer)


def test_the_same_duty_twice_at_a_time_is_refused_in_words(officer, admin):
    give(officer, admin)

    with pytest.raises(Refused, match="Tugas yang sama sudah diberikan"):
        give(officer, admin)


def test_an_end_before_the_beginning_is_refused_in_words(officer, admin):
    with pytest.raises(Refused, match="mendahului"):
        give(officer, admin, ends_on=today() - timedelta(days=9))


def test_a_duty_of_tomorrow_gives_no_right_today(officer, admin):
    give(officer, admin, starts_on=today() + timedelta(days=1))

    assert not fresh(officer).scope.may(Act.REGISTER, region=TOMANG)


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_an_ended_duty_gives_no_right_on_the_next_request(officer, admin):
    client = client_of(officer)
    assert fresh(officer).scope.may(Act.REGISTER)

    assignment.end(officer.duties.get(), on=today() - timedelta(days=1), by=admin)

    assert not fresh(officer).scope.may(Act.REGISTER)
    assert "Belum ada tugas" in client.get("/akun/").content.decode()


def test_a_duty_that_ends_today_holds_through_today(officer, admin):
    assignment.end(officer.duties.get(), on=today(), by=admin)

    assert fresh(officer).scope.may(Act.REGISTER)


def test_an_ended_duty_stays_as_it_ended(officer, admin):
    duty = assignment.end(officer.duties.get(), on=today() - timedelta(days=1), by=admin)

    with pytest.raises(Refused):
        assignment.end(duty, on=today(), by=admin)


def test_a_duty_that_never_began_can_be_taken_back(officer, admin):
    duty = give(officer, admin, starts_on=today() + timedelta(days=5))

    assignment.end(duty, on=today(), by=admin)

    assert not officer.duties.holding_on(today() + timedelta(days=5)).filter(region_id=TOMANG).exists()
