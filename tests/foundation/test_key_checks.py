"""A start under keys that are not the database's: refused in a sentence, before anything is stored."""

import base64
import os
import subprocess
import sys

import psycopg2
import pytest
from django.db import DatabaseError, connection

from foundation import encryption
from foundation.key_checks import KeyCheck, WrongKeys, keep_checks, require_fitting
from local import trial
from local.paths import ROOT
from tests import factories

OTHER = b"kunci lain yang tidak dipakai.. "
NEWER = b"kunci lebih baru untuk rotasi.. "
assert len(OTHER) == len(NEWER) == 32


@pytest.fixture
def keys(settings):
    """The settings' keys, to be exchanged; ciphers are made anew for each."""
    encryption._cipher.cache_clear()
    yield settings
    encryption._cipher.cache_clear()


def _encoded(key):
    return base64.b64encode(key).decode()


def test_prepare_leaves_a_check_for_each_key_and_the_keys_of_the_tests_fit(db):
    assert set(KeyCheck.objects.values_list("name", flat=True)) == {"INDEX_KEY", "FIELD_KEYS 1"}
    require_fitting()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"INDEX_KEY": OTHER}, "INDEX_KEY"),
        ({"FIELD_KEYS": {1: OTHER}}, "FIELD_KEYS 1"),
        ({"FIELD_KEYS": {2: NEWER}}, "FIELD_KEYS 1"),
    ],
)
def test_other_keys_and_keys_that_are_missing_do_not_fit_and_the_sentence_says_which(db, keys, changed, named):
    for name, value in changed.items():
        setattr(keys, name, value)

    for ask in (require_fitting, lambda: keep_checks("default")):
        with pytest.raises(WrongKeys, match=rf"Kunci {named} bukan kunci basis data ini\. Kembalikan kunci"):
            ask()


def test_a_newer_key_beside_the_old_one_is_announced_by_prepare(committed, keys):
    keys.FIELD_KEYS = keys.FIELD_KEYS | {2: NEWER}
    encryption._cipher.cache_clear()
    with pytest.raises(WrongKeys, match=r"Jalankan manage\.py prepare"):
        require_fitting()

    done = _manage(committed, "prepare", FIELD_KEYS=f"{trial.settings_for_tests()['FIELD_KEYS']},2:{_encoded(NEWER)}")

    assert done.returncode == 0, done.stderr
    require_fitting()


def test_a_database_filled_before_there_were_checks_is_asked_for_a_value(db, keys, monkeypatch):
    factories.participant()
    monkeypatch.setattr("foundation.key_checks._stored", lambda using: {})
    keys.FIELD_KEYS = {1: OTHER}
    encryption._cipher.cache_clear()

    with pytest.raises(WrongKeys, match="participants_participant"):
        keep_checks("default")


def test_the_portal_cannot_make_wrong_keys_fit(committed):
    with pytest.raises(DatabaseError, match="permission denied"):
        KeyCheck.objects.all().delete()


def _environment(committed, **changed):
    env = os.environ | trial.settings_for_tests() | {"DATABASE_OWNER_URL": committed[trial.OWNER]} | changed
    return env | {"DATABASE_URL": committed[trial.APP], "DATABASE_READER_URL": committed[trial.READER]}


def _manage(committed, *words, **changed):
    command = [sys.executable, "manage.py", *words]
    env = _environment(committed, **changed)
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "prepare"],
        ["manage.py", "doctor"],
        ["-m", "gunicorn", "jakpreneur.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket"],
        ["-m", "celery", "-A", "jakpreneur", "worker", "--pool", "solo"],
    ],
)
def test_whatever_starts_under_other_keys_stops_and_says_what_to_do(committed, command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=_environment(committed, INDEX_KEY=_encoded(OTHER)),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode != 0
    assert "Kunci INDEX_KEY bukan kunci basis data ini. Kembalikan kunci yang benar dari cadangan" in done.stderr
    with psycopg2.connect(committed[trial.APP]) as line, line.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        assert cursor.fetchone()[0] <= 2
    line.close()


def test_a_process_that_meets_a_database_with_other_keys_later_is_not_ready(client, db, keys):
    keys.INDEX_KEY = OTHER
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["keys"]["detail"].startswith("Kunci INDEX_KEY bukan kunci basis data ini.")


def test_a_database_that_is_away_stops_no_start(committed):
    connection.close()
    away = committed[trial.APP].replace("?", "_tidak_ada?")
    code = "import jakpreneur.wsgi; print('mulai')"
    env = _environment(committed) | {"DATABASE_URL": away}

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert done.stdout == "mulai\n", done.stderr
