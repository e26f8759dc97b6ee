"""What each database role may do, asked of every table there is."""

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from foundation.keeping import History, keeping
from foundation.tables import READ_ONLY, tables

APPLICATION, READER = settings.APPLICATION_ROLE, settings.READER_ROLE
WRITES = {"INSERT", "UPDATE", "DELETE"}
BEYOND = {"TRUNCATE", "REFERENCES", "TRIGGER"}


def _granted(cursor, role, table):
    every = [*WRITES, *BEYOND, "SELECT"]
    cursor.execute(
        "SELECT privilege FROM unnest(%s) AS privilege WHERE has_table_privilege(%s, %s, privilege)",
        [every, role, f'public."{table}"'],
    )
    return {privilege for (privilege,) in cursor.fetchall()}


def test_the_application_reads_and_writes_rows_of_every_table_and_no_more(db):
    with connection.cursor() as cursor:
        granted = {table: _granted(cursor, APPLICATION, table) for table in tables(cursor)}

    assert len(granted) > 20
    for table, privileges in granted.items():
        assert privileges == {"SELECT"} | (set() if table in READ_ONLY else WRITES), table


def test_the_reader_reads_every_table_but_the_hidden_ones_and_writes_none(db):
    with connection.cursor() as cursor:
        granted = {table: _granted(cursor, READER, table) for table in tables(cursor)}

    kept = keeping()
    for table, privileges in granted.items():
        assert privileges == ({"SELECT"} if kept[table].reader_sees else set()), table


def test_the_reader_sees_no_column_of_passwords_digests_sign_ins_or_history(db):
    secret = r"password|digest|secret|session_data|session_key|ip_address|user_agent|^(before|after|get_data)$"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, attname::text, has_column_privilege(%s, attrelid, attnum, 'SELECT')"
            " FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND attname ~ %s",
            [READER, secret],
        )
        found = cursor.fetchall()

    assert len(found) > 10
    assert [(table, column) for table, column, granted in found if granted] == []


def test_every_table_that_keeps_its_history_has_the_triggers(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(tgname::text ORDER BY tgname) FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " WHERE tgname LIKE 'history\\_%%' AND tgenabled = 'O' GROUP BY relname"
        )
        found = dict(cursor.fetchall())
        words = {table: keeping()[table].history for table in tables(cursor)}

    wanted = ["history_delete", "history_insert", "history_no_truncate", "history_update"]
    for table, history in words.items():
        exempt = ["history_no_truncate"] if table == "foundation_change" else None
        assert found.get(table) == (wanted if isinstance(history, History) else exempt), table


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a int)",
        "ALTER TABLE offices_sudin ADD COLUMN extra int",
        "DROP TABLE offices_sudin",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "TRUNCATE records_stagerecord",
        "TRUNCATE offices_sudin CASCADE",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    ],
)
def test_the_application_changes_rows_but_not_the_house(db, statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_owner_cannot_truncate_facts_either(committed):
    owner = psycopg2.connect(committed["jakpreneur_owner"])
    try:
        with pytest.raises(psycopg2.Error, match="refused"):
            owner.cursor().execute("TRUNCATE records_stagerecord CASCADE")
    finally:
        owner.close()


@pytest.mark.parametrize("statement", ["UPDATE offices_sudin SET name = 'x'", "DELETE FROM offices_sudin"])
def test_the_reader_cannot_write_even_if_it_asks_to(committed, statement):
    reader = psycopg2.connect(committed["jakpreneur_reader"])
    try:
        reader.set_session(readonly=False)
        with pytest.raises(psycopg2.Error, match="permission denied"):
            reader.cursor().execute(statement)
    finally:
        reader.close()


def test_every_connection_has_its_time_limits(committed):
    with connection.cursor() as cursor:
        for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SELECT current_setting('{limit}')")
            assert cursor.fetchone()[0] != "0", limit
