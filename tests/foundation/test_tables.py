"""What each database role may do, asked of every table there is."""

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from foundation.keeping import History, keeping
from foundation.tables import OWNERS_ALONE, READ_ONLY, tables, views

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
        writes = set() if table in READ_ONLY else {"INSERT"} if keeping()[table].append_only else WRITES
        assert privileges == (set() if table in OWNERS_ALONE else {"SELECT"} | writes), table


SEEN_WHOLE = {
    "foundation_pulse", "offices_region", "offices_sudin", "offices_targetline", "records_stage", "reports_checkrun",
    "reports_foldrun", "reports_foldtotal", "reports_known", "reports_progress", "reports_progresscell",
    "reports_progressdelta", "reports_progressledger", "reports_targetstanding", "targets_target", "targets_targetdecision",
}  # fmt: skip
SEEN_IN_PART = {
    "offices_golive": {"id", "sudin_id", "kota_id", "kelurahan_id", "office", "month"},
    "participants_participant": {"id", "state", "identity_state"},
    "records_stagerecord": {
        "id", "public_id", "participant_id", "stage_id", "occurred_on", "month", "kelurahan_id", "credited_line_id",
        "acting_sudin_id", "recorded_at", "replaces_id", "known_since", "voided_at", "is_first",
    },
}  # fmt: skip
"""All that the reader may ever see: who needs more says it here too, and it holds nothing of a person."""
DEEDS = (
    'SELECT * FROM "{}" LIMIT 0',
    'INSERT INTO "{}" DEFAULT VALUES',
    'UPDATE "{}" SET {} = {} WHERE false',
    'DELETE FROM "{}" WHERE false',
    'TRUNCATE "{}"',
    'LOCK TABLE "{}" IN ACCESS EXCLUSIVE MODE NOWAIT',
    'ALTER TABLE "{}" DISABLE TRIGGER USER',
    'ALTER TABLE "{}" ADD COLUMN extra int',
    'COMMENT ON TABLE "{}" IS NULL',
    'DROP TABLE "{}" CASCADE',
)


def _columns(cursor, table):
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [f'public."{table}"'],
    )
    return [name for (name,) in cursor.fetchall()]


def _may(line, statement):
    """Whether the role behind this line may do that; whatever it did is undone."""
    try:
        line.cursor().execute(statement)
    except psycopg2.errors.InsufficientPrivilege:
        return False
    except psycopg2.Error:
        return True
    finally:
        line.rollback()
    return True


def test_the_reader_tries_everything_on_every_table_and_sees_nothing_of_a_person(committed):
    line = psycopg2.connect(committed[READER])
    line.set_session(readonly=False)
    with line.cursor() as cursor:
        shown = set(views(cursor))
        found = {table: _columns(cursor, table) for table in [*tables(cursor), *shown]}
    line.rollback()
    try:
        for table, columns in found.items():
            seen = {column for column in columns if _may(line, f'SELECT "{column}" FROM "{table}" LIMIT 0')}
            assert seen == (set(columns) if table in SEEN_WHOLE else SEEN_IN_PART.get(table, set())), table
            assert _may(line, DEEDS[0].format(table)) == (table in SEEN_WHOLE), table
            for deed in () if table in shown else DEEDS[1:]:
                assert not _may(line, deed.format(table, columns[0], columns[0])), (table, deed)
    finally:
        line.close()


def test_no_column_that_the_reader_sees_is_encrypted_a_birth_date_or_said_of_a_person(db):
    personal = r"nik|kk|phone|email|birth|address|^(rt|rw|words|note|reason|password|digest|full_name|username)$"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND attnum > 0"
            " AND has_column_privilege(%s, attrelid, attnum, 'SELECT')"
            " AND (atttypid = 'bytea'::regtype OR attname ~ %s)",
            [READER, personal],
        )
        assert cursor.fetchall() == []


def test_the_application_tries_everything_and_neither_changes_history_nor_the_access_log_nor_the_house(committed):
    line = psycopg2.connect(committed[APPLICATION])
    with line.cursor() as cursor:
        found = {table: _columns(cursor, table)[0] for table in tables(cursor)}
    line.rollback()
    kept = keeping()
    try:
        for table, column in found.items():
            may = [_may(line, deed.format(table, column, column)) for deed in DEEDS]
            once = kept[table].append_only
            rows = [False] * 3 if table in READ_ONLY | OWNERS_ALONE else [True, False, False] if once else [True] * 3
            assert may[:5] == [table not in OWNERS_ALONE, *rows, False], table
            assert may[6:] == [False] * 4, table
    finally:
        line.close()


@pytest.mark.parametrize("role", [APPLICATION, "jakpreneur_owner"])
@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE participants_accessentry SET reason = 'lain'",
        "DELETE FROM participants_accessentry",
        "TRUNCATE participants_accessentry",
    ],
)
def test_what_the_access_log_says_stays_as_it_was_said(committed, role, deed):
    line = psycopg2.connect(committed[role])
    try:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege, match=r"refused|denied"):
            line.cursor().execute(deed)
    finally:
        line.close()


def test_the_access_log_is_written_once():
    assert {table for table, kept in keeping().items() if kept.append_only} == {"participants_accessentry"}


def test_every_table_that_keeps_its_history_has_the_triggers(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(tgname::text ORDER BY tgname) FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " WHERE tgname LIKE 'history\\_%%' AND tgenabled = 'O' GROUP BY relname"
        )
        found = dict(cursor.fetchall())
        words = {table: keeping()[table].history for table in tables(cursor)}

    usual = ["history_delete", "history_insert", "history_no_truncate", "history_update"]
    for table, history in words.items():
        wanted = sorted([*usual, "history_no_change"]) if keeping()[table].append_only else usual
        exempt = ["history_no_truncate"] if table in ("foundation_change", "foundation_sealkey") else None
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


@pytest.mark.parametrize("alias", ["default", "reader", "owner"])
def test_limits_stand_on_the_roles_themselves(committed, alias):
    role = {"default": APPLICATION, "reader": READER, "owner": "jakpreneur_owner"}[alias]
    line = psycopg2.connect(committed[role])
    with line.cursor() as cursor:
        found = {}
        for limit in settings.ROLE_LIMITS[alias]:
            cursor.execute(f"SELECT current_setting('{limit}'), source FROM pg_settings WHERE name = '{limit}'")
            value, source = cursor.fetchone()
            assert source == "user", limit
            found[limit] = value.replace("1min", "60s")
    line.close()

    assert found == settings.ROLE_LIMITS[alias]


def test_every_connection_has_its_time_limits(committed):
    for alias in ("default", "reader"):
        with connections[alias].cursor() as cursor:
            for limit, value in settings.ROLE_LIMITS[alias].items():
                cursor.execute(f"SELECT current_setting('{limit}')")
                assert cursor.fetchone()[0].replace("1min", "60s") == value, (alias, limit)
