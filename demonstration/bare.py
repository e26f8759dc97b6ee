"""Tables without foreign keys, plain indexes and counting while they are filled; all come back in the same transaction.

Checking all rows at once and building an index in one go costs a fraction of doing it row by row. Only the owner may.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db.backends.utils import CursorWrapper

from foundation.history import Change

STOREYS = ("participants.", "records.", "referrals.", "programs.")
"""Where the models of people and of what happened to them live."""

FOREIGN_KEYS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY (%s::regclass[])
ORDER BY conrelid, conname
"""
INDEXES = """
SELECT format('DROP INDEX %%s', indexrelid::regclass), replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
FROM pg_index
WHERE indrelid = ANY (%s::regclass[]) AND NOT indisunique
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY indexrelid
"""
COUNTING = """
SELECT format('ALTER TABLE %%s DISABLE TRIGGER %%I', tgrelid::regclass, tgname),
       format('ALTER TABLE %%s ENABLE TRIGGER %%I', tgrelid::regclass, tgname)
FROM pg_trigger
WHERE tgrelid = ANY (%s::regclass[]) AND tgname LIKE 'pgtrigger_count_%%' AND tgenabled <> 'D'
"""
"""Whoever loads has everything counted anew afterwards."""


def tables() -> list[str]:
    """The tables of people and of what happened to them, and their history."""
    filled = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith(STOREYS)]
    return [*filled, Change._meta.db_table]


@contextmanager
def bare(cursor: CursorWrapper) -> Iterator[None]:
    """Take them off, and put exactly the same back; a row that breaks a foreign key then undoes everything."""
    pairs = []
    for question in (FOREIGN_KEYS, INDEXES, COUNTING):
        cursor.execute(question, [tables()])
        pairs += cursor.fetchall()
    for drop, _ in pairs:
        cursor.execute(drop)
    yield
    for _, restore in reversed(pairs):
        cursor.execute(restore)
