"""A database whose migrations ran, and whose columns are others all the same."""

import os
import subprocess
import sys

import psycopg2
import pytest
from django.db import connection

from foundation import schema
from local import trial
from local.paths import ROOT


def _as_owner(committed, statement):
    owner = psycopg2.connect(committed[trial.OWNER])
    with owner, owner.cursor() as cursor:
        cursor.execute(statement)
    owner.close()


def test_a_prepared_database_fits_the_models_in_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1), connection.cursor() as cursor:
        assert schema.differences(cursor) == []


DIFFERENT = {
    "missing": ("ALTER TABLE foundation_throttle DROP COLUMN ends_at", "foundation_throttle.ends_at tidak ada"),
    "table": ("DROP TABLE foundation_pulse", "foundation_pulse.at tidak ada; foundation_pulse.name tidak ada"),
    "unknown": (
        "ALTER TABLE foundation_pulse ADD COLUMN old int NOT NULL",
        "foundation_pulse.old wajib diisi tetapi tidak dikenal",
    ),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_readyz_names_the_column_and_serves_nothing(client, committed, case):
    statement, said = DIFFERENT[case]
    _as_owner(committed, statement)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["columns"]["detail"] == said


def test_a_column_that_fills_itself_disturbs_nobody(client, committed):
    _as_owner(committed, "ALTER TABLE foundation_pulse ADD COLUMN old int NOT NULL DEFAULT 0, ADD COLUMN older int")

    assert client.get("/readyz").json()["checks"]["columns"]["ok"]


def test_prepare_stops_and_names_the_column(committed):
    _as_owner(committed, "ALTER TABLE foundation_throttle DROP COLUMN ends_at")
    env = os.environ | {"DATABASE_OWNER_URL": committed[trial.OWNER]}

    done = subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "Skema basis data tidak sama dengan kode: foundation_throttle.ends_at tidak ada." in done.stderr
