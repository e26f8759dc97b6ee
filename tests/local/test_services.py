"""The services that every test stands on."""

import os

import psycopg2
import pytest
from django.db import connection, connections

from local import trial


def test_tests_run_as_the_application_and_not_as_owner(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (trial.APP,)


def test_servers_listen_on_no_network_address(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW listen_addresses")
        assert cursor.fetchone() == ("",)


def test_what_is_committed_is_seen_by_another_connection_and_by_no_other_test(committed):
    with psycopg2.connect(committed[trial.OWNER]) as owner, owner.cursor() as cursor:
        cursor.execute("CREATE TABLE proof (n int); INSERT INTO proof VALUES (1); GRANT SELECT ON proof TO PUBLIC")
    owner.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM proof")
        assert cursor.fetchone() == (1,)


def test_rolled_back_tests_share_one_connection_with_the_reader(db):
    if "reader" not in connections.settings:
        pytest.skip("no reader alias yet")
    assert connections["reader"] is connections["default"]


def test_a_database_url_from_outside_is_ignored():
    assert os.environ[trial.FOLDER] in os.environ["DATABASE_URL"]
