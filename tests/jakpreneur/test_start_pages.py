"""Where work begins, and what the sidebar offers."""

import pytest
from django.urls import reverse

from offices.navigation import navigation, start_pages
from offices.roles import ROLE_TABLE, Role
from tests.factories import DURI_KEPA, give, user_with
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
START = {role: page.url_name for page in start_pages for role in page.roles}
OTHERWISE = next(page.url_name for page in start_pages if not page.roles)
REGION_OF_LEVEL = {5: "31.73", 8: "31.73.05", 13: DURI_KEPA}


def client_with(role):
    rule = ROLE_TABLE[role]
    return client_of(user_with(role, REGION_OF_LEVEL[rule.level], "PPAPP" if rule.by_sudin else None))


def test_every_role_has_one_start_page_and_the_page_for_everybody_stands_last():
    named = [role for page in start_pages for role in page.roles]

    assert sorted(named) == sorted(Role)
    assert [page.url_name for page in start_pages if not page.roles] == [[*start_pages][-1].url_name]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_begins_on_a_page_it_may_open(role):
    client = client_with(role)

    begun = client.get("/")

    assert begun.url == reverse(START[role])
    assert client.get(begun.url).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_every_line_of_the_sidebar_opens(role):
    client = client_with(role)
    lines = client.get("/akun/").context["navigation"]

    assert len(lines) > 1
    assert {line["url"]: client.get(line["url"]).status_code for line in lines} == {line["url"]: 200 for line in lines}


@pytest.mark.parametrize("role", list(Role))
def test_the_start_page_of_an_area_is_in_the_menu_of_those_who_begin_there(role):
    labels = [line["label"] for line in client_with(role).get("/akun/").context["navigation"]]

    assert ("Beranda" in labels) == (START[role] == "board:own")


def test_without_a_duty_work_begins_at_the_own_account():
    from offices.users import User

    client = client_of(User.objects.create_user("tanpa.tugas", "Orang Baru"))

    assert client.get("/").url == reverse(OTHERWISE)


def test_of_several_duties_the_first_of_the_table_counts():
    user = user_with(Role.DPO)
    give(user, Role.SUDIN, sudin="PPAPP")

    assert client_of(user).get("/").url == reverse(START[Role.SUDIN])


@pytest.mark.parametrize("name", {*START.values(), *(entry.url_name for entry in navigation), OTHERWISE})
def test_every_named_page_exists(name):
    assert reverse(name)


def test_the_sidebar_marks_where_we_are():
    lines = client_with(Role.ADMINISTRATOR).get("/sistem/pengguna/").context["navigation"]

    assert [line["label"] for line in lines if line["active"]] == ["Pengguna"]
