"""History is the tables: every earlier moment can be told from it, and a row changed past it is found."""

import random
from io import StringIO

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from foundation.history import recorded_as
from foundation.replay import misfits, recorded_models, rows_at
from local.trial import OWNER
from offices.models import Sudin, User
from tests import factories

MOMENTS = 20


def stored(model):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT code, to_jsonb(live) FROM "{model._meta.db_table}" AS live')
        return dict(cursor.fetchall())


def deed(chance, number):
    """One random change of the sudin of this test: several added, changed, or deleted, or one given another code."""
    ours = list(Sudin.objects.filter(code__startswith="U").order_by("code"))
    kind = chance.choice(["add", "add", "change", "change", "delete", "move"]) if ours else "add"
    some = chance.sample(ours, k=chance.randint(1, len(ours))) if ours else []
    if kind == "add":
        Sudin.objects.bulk_create(
            Sudin(code=f"U{number}{n}", name=f"Uji {n}", short_name="U", aliases=[], position=100 + number * 10 + n)
            for n in range(3)
        )
    elif kind == "change":
        Sudin.objects.filter(pk__in=[one.pk for one in some]).update(name=f"Nama {number}")
    elif kind == "delete":
        Sudin.objects.filter(pk__in=[one.pk for one in some]).delete()
    else:
        Sudin.objects.filter(pk=some[0].pk).update(code=f"UX{number}")


def test_every_moment_of_a_table_can_be_told_from_its_history(db):
    chance, then = random.Random(7), {}
    for number in range(MOMENTS * 2):
        with recorded_as(label="uji"):
            deed(chance, number)
        if number % 2:
            then[timezone.now()] = stored(Sudin)

    assert len(then) == MOMENTS
    assert len({len(rows) for rows in then.values()}) > 5
    for moment, rows in then.items():
        assert rows_at(Sudin, moment) == rows
    assert misfits(Sudin) == []


def test_what_history_must_not_keep_is_not_compared(db):
    officer = factories.kelurahan_officer()
    User.objects.filter(pk=officer.pk).update(password="lain")

    assert "password" not in rows_at(User, timezone.now())[str(officer.pk)]
    assert misfits(User) == []


def past_history(committed, statement):
    with psycopg2.connect(committed[OWNER]) as line, line.cursor() as cursor:
        cursor.execute("ALTER TABLE offices_sudin DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE offices_sudin ENABLE TRIGGER USER")
    line.close()


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE offices_sudin SET name = 'diam-diam' WHERE code = 'PPAPP'", "PPAPP"),
        ("UPDATE offices_sudin SET name = 'diam-diam' WHERE code = 'U1'", "U1"),
        ("DELETE FROM offices_sudin WHERE code = 'U1'", "U1"),
        (
            "INSERT INTO offices_sudin (code, name, short_name, aliases, position) VALUES ('U9', 'x', 'x', '{}', 900)",
            "U9",
        ),
    ],
)
def test_a_row_changed_past_the_history_is_found(committed, statement, row):
    with recorded_as(label="uji"):
        Sudin.objects.create(code="U1", name="satu", short_name="U1", aliases=[], position=800)
        Sudin.objects.filter(pk="U1").update(name="dua")
    assert misfits(Sudin) == []

    past_history(committed, statement)

    assert misfits(Sudin) == [row]
    with pytest.raises(CommandError, match="1 baris tidak sama"):
        call_command("history", "check", stderr=StringIO())


def test_after_set_up_every_table_is_what_its_history_says(committed):
    factories.participant()
    answer = StringIO()
    call_command("history", "check", stdout=answer)

    assert answer.getvalue().startswith(f"{len(recorded_models())} tabel")


def test_the_portal_seals_but_cannot_read_with_what(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(foundation_seal('{\"a\": 1}'))")
        assert cursor.fetchone() == (32,)
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM foundation_sealkey")


def test_a_month_has_a_partition_of_its_own_and_none_is_lost_without(committed):
    with psycopg2.connect(committed[OWNER]) as line, line.cursor() as cursor:
        for at in ("now()", "timestamptz '2099-01-15'"):
            cursor.execute(
                "INSERT INTO foundation_change (at, table_name, row_key, operation, request_id, label)"
                f" VALUES ({at}, 'uji', '1', 'INSERT', '', '') RETURNING tableoid::regclass::text"
            )
            (partition,) = cursor.fetchone()
            wanted = f"foundation_change_{timezone.now():%Y_%m}" if at == "now()" else "foundation_change_rest"
            assert partition == wanted
        line.rollback()
    line.close()
