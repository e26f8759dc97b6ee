"""What is sent and turned away is offered to who keeps what was typed there."""

import pytest
from django.http import HttpResponse
from django.test import Client

from foundation import kept_posts
from tests.factories import sudin_officer
from tests.sessions import client_of

ADDRESS = "/uji/kept/7"


@pytest.fixture(autouse=True)
def _rooms(web, db):
    pass


@pytest.fixture
def keeper(monkeypatch):
    """Keeps what holds `mine`."""

    def keep(request, number):
        return HttpResponse(f"disimpan {number}") if "mine" in request.POST else None

    monkeypatch.setitem(kept_posts.keepers.things, "uji-kept", kept_posts.Keeper("uji-kept", keep))


def nobody():
    return Client()


def without_token():
    return Client(enforce_csrf_checks=True)


def without_code():
    return client_of(sudin_officer(), shown=False)


EVERY_WAY = pytest.mark.parametrize("client", [nobody, without_token, without_code])


@EVERY_WAY
def test_a_post_that_is_turned_away_is_offered_to_its_keeper(keeper, client):
    assert client().post(ADDRESS, {"mine": "1"}).content == b"disimpan 7"


@EVERY_WAY
def test_what_the_keeper_does_not_keep_is_turned_away_as_ever(keeper, client):
    assert client().post(ADDRESS, {"other": "1"}).status_code in (302, 403)


@EVERY_WAY
def test_so_is_every_other_page(keeper, client):
    assert client().post("/uji/private", {"mine": "1"}).status_code in (302, 403)


@pytest.mark.parametrize("client", [nobody, without_code])
def test_a_page_that_is_only_looked_at_is_nothing_to_keep(keeper, client):
    assert client().get(ADDRESS, {"mine": "1"}).status_code == 302


def test_whoever_may_send_it_is_not_asked_for(keeper):
    assert client_of(sudin_officer()).post(ADDRESS, {"mine": "1"}).content == b"formulir 7 diterima"
