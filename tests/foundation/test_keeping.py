"""What models say about their tables: every table is spoken for, and silence hides nothing from history."""

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from foundation.keeping import History, Keeping, NoHistory, keeping
from foundation.tables import grant, put_history, tables

COMPUTED_OR_TYPED = {"participants_nameword", "desk_draft", "accounts_wrongcodes"}
"""The vocabulary of names, which is computed; drafts, which are their officer's own and encrypted; tries that failed."""


def test_every_table_has_a_model_or_a_word_in_the_settings(db):
    with connection.cursor() as cursor:
        there = set(tables(cursor))

    assert there - set(keeping()) == set()
    assert set(settings.TABLES_OF_OTHERS) - there == set()


def test_the_settings_speak_for_no_model_of_the_portal():
    ours = {model._meta.db_table for model in apps.get_models() if _is_ours(model)}

    assert len(ours) > 20
    assert ours & set(settings.TABLES_OF_OTHERS) == set()


def test_who_keeps_no_history_says_why_and_holds_neither_people_nor_work():
    exempt = {table: kept.history for table, kept in keeping().items() if isinstance(kept.history, NoHistory)}

    assert all(history.why for history in exempt.values())
    for table in exempt.keys() - COMPUTED_OR_TYPED:
        assert table.startswith(("foundation_", "reports_", "django_", "auth_", "axes_")), table


def test_hidden_columns_are_columns_of_the_table(db):
    with connection.cursor() as cursor:
        for table, kept in keeping().items():
            if hidden := set(getattr(kept.history, "hidden", ())):
                columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
                assert hidden <= columns, table


def test_a_new_table_of_which_nobody_says_anything_has_its_whole_history_and_no_reader(committed):
    assert keeping()["nobody_speaks_of_it"] == Keeping(History(hidden=()), reader_sees=False)

    with psycopg2.connect(committed["jakpreneur_owner"]) as owner, owner.cursor() as cursor:
        cursor.execute("CREATE TABLE nobody_speaks_of_it (id bigint PRIMARY KEY, secret text)")
        made = put_history(cursor)
        grant(cursor)
        cursor.execute("INSERT INTO nobody_speaks_of_it VALUES (1, 'a')")
        cursor.execute("UPDATE nobody_speaks_of_it SET secret = 'b'")
        cursor.execute(
            "SELECT before, after FROM foundation_change WHERE table_name = 'nobody_speaks_of_it' ORDER BY id"
        )
        recorded = cursor.fetchall()
        cursor.execute("SELECT has_table_privilege(%s, 'nobody_speaks_of_it', 'SELECT')", [settings.READER_ROLE])
        read = cursor.fetchone()
    owner.close()

    assert (made, recorded, read) == (4, [(None, None), ({"id": 1, "secret": "a"}, {"secret": "b"})], (False,))


@pytest.mark.parametrize(
    "table", ["offices_user", "accounts_apitoken", "desk_draft", "django_session", "axes_accesslog"]
)
def test_the_reader_has_no_business_with_sign_ins_and_what_is_being_typed(table):
    assert not keeping()[table].reader_sees


def _is_ours(model):
    return not model.__module__.startswith(("django.", "axes.", "allauth.", "rest_framework"))
