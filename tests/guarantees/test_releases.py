"""Whoever runs a release gets the newest by `prepare`: nothing is lost, figures and history fit, and pages answer."""

import os
import subprocess
import sys
from io import StringIO

import psycopg2
import pytest
from django.core.management import call_command

from jakpreneur.version import VERSION
from local import trial
from local.paths import ROOT
from local.postgres import OWNER
from offices.models import Duty, User
from participants.models import Participant
from tests import releases
from tests.conftest import pointed_to
from tests.sessions import client_of

MIGRATE = """
import sys, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate([tuple(word.split(".")) for word in sys.argv[1:]])
"""


@pytest.fixture(params=releases.versions())
def upgraded(request, committed):
    """The database of a release, filled as it was then, after `prepare` of the code at hand."""
    version, running = request.param, trial.Services(os.environ[trial.FOLDER])
    name = f"release_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    running.empty(name)
    owner = running.url(OWNER, name)
    env = os.environ | running.environment(name) | {"DJANGO_SETTINGS_MODULE": "jakpreneur.settings"}
    leaves = [f"{app}.{migration}" for app, migration in _leaves(version)]
    _run(["-c", MIGRATE, *leaves], env | {"DATABASE_URL": owner})
    with psycopg2.connect(running.url(trial.SUPERUSER, name)) as line, line.cursor() as cursor:
        assert releases.load(cursor, version) > 30
    line.close()
    _run(["manage.py", "prepare"], env | {"DATABASE_OWNER_URL": owner})
    with pointed_to(name):
        yield version
    running.drop(name)


def _leaves(version):
    """The last migration of each app that had run by then."""
    return {app: (app, name) for app, name in sorted(releases.ran(version))}.values()


def _run(words, env):
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_released_database_becomes_the_newest_and_its_pages_answer(upgraded):
    assert Participant.objects.count() >= 40
    answer = StringIO()
    call_command("rollup", "check", stdout=answer)
    call_command("history", "check", stdout=answer)
    assert "tidak ada yang berbeda" in answer.getvalue()

    roles = {duty.role: duty.user for duty in Duty.objects.filter(user__is_demo=True, user__is_active=True)}
    assert len(roles) > 8
    for role, user in roles.items():
        page = client_of(User.objects.get(pk=user.pk)).get("/", follow=True)
        assert page.status_code == 200, (role, page.redirect_chain)


@pytest.mark.parametrize("version", releases.versions())
def test_the_migrations_of_a_release_stay_as_they_were(version):
    changed = [
        f"{app}.{name}"
        for (app, name), mark in releases.ran(version).items()
        if releases.fingerprint(app, name) != mark
    ]
    assert changed == []


def test_the_database_of_the_version_at_hand_is_kept():
    assert releases.versions()[-1] == VERSION
