from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests import factories

MORNING = datetime(2026, 5, 4, 1, 0, tzinfo=UTC)


@pytest.fixture
def signed_in(web, db):
    with time_machine.travel(MORNING, tick=False):
        web.force_login(factories.kelurahan_officer())
        assert web.get("/uji/private").status_code == 200
    return web


def _at(web, moment):
    with time_machine.travel(moment, tick=False):
        return web.get("/uji/private").status_code


def test_half_an_hour_without_a_click_ends_a_session(signed_in):
    assert _at(signed_in, MORNING + timedelta(minutes=29)) == 200
    assert _at(signed_in, MORNING + timedelta(minutes=60)) == 302


def test_twelve_hours_end_a_session_however_busy(signed_in):
    moment = MORNING
    while moment < MORNING + timedelta(hours=12):
        assert _at(signed_in, moment) == 200
        moment += timedelta(minutes=25)
    assert _at(signed_in, moment) == 302


def test_a_session_that_ended_stays_ended(signed_in):
    assert _at(signed_in, MORNING + timedelta(minutes=60)) == 302
    assert _at(signed_in, MORNING + timedelta(minutes=1)) == 302


def test_a_click_a_second_does_not_write_a_session_a_second(signed_in, django_assert_num_queries):
    with time_machine.travel(MORNING + timedelta(seconds=5), tick=False):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            signed_in.get("/uji/private")
    assert not [q for q in queries if "UPDATE" in q["sql"] and "session" in q["sql"]]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(signed_in):
    cookie = signed_in.cookies["sesi"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["domain"]
