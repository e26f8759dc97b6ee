"""Filling bare tables leaves no trace: what was taken off is back, and what breaks a foreign key undoes everything."""

import re

import psycopg2
import pytest
from django.db import connection

from demonstration.bare import COUNTING, FOREIGN_KEYS, INDEXES, bare, tables
from demonstration.loading import SQL
from local.trial import OWNER

INSERTED = re.compile(r"^INSERT INTO (\w+)", re.M)


@pytest.fixture
def owner(committed):
    """A cursor of the owner of the tables."""
    with psycopg2.connect(committed[OWNER]) as line, line.cursor() as cursor:
        yield cursor
        line.rollback()


CASTS = re.compile(r"::(?:character varying|text)(?:\[\])?|[()]")
"""PostgreSQL tells a condition with a list of words in two ways, as it was first said and as it was read back."""


def put_on(cursor) -> set:
    found = set()
    for question in (FOREIGN_KEYS, INDEXES, COUNTING):
        cursor.execute(question, [tables()])
        found |= {CASTS.sub("", restore) for _, restore in cursor.fetchall()}
    return found


def test_foreign_keys_indexes_and_counting_come_back_exactly_as_they_were(owner):
    before = put_on(owner)

    with bare(owner):
        assert not put_on(owner)

    assert put_on(owner) == before
    assert len(before) > 60


def test_a_row_that_breaks_a_foreign_key_is_not_let_in(owner):
    with pytest.raises(psycopg2.errors.ForeignKeyViolation), bare(owner):
        owner.execute(
            "INSERT INTO participants_share (participant_id, sudin_id, purpose, starts_on, ends_on)"
            " VALUES (1, 'TIADA', 'P4', '2026-01-01', '2026-01-02')"
        )


def test_every_big_table_that_the_scripts_fill_is_bare(committed):
    written = {table for script in SQL.glob("*.sql") for table in INSERTED.findall(script.read_text())}
    portal = written & set(connection.introspection.table_names())

    assert len(portal) > 15
    assert portal <= set(tables())
