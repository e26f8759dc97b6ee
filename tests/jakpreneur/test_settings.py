"""What holds where the portal is real: the same code under production's environment, asked in a process of its own."""

import json
import os
import subprocess
import sys

import pytest

from local.paths import ROOT

QUESTION = """
import json, django
from django.conf import settings
django.setup()
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
         "SECURE_HSTS_SECONDS", "DEBUG", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def _run(*command, **changes):
    environment = os.environ | {"DEMO": "0", "DEBUG": "0", "ALLOWED_HOSTS": "portal.example"} | changes
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_djangos_deployment_check_finds_nothing_in_production():
    done = _run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stdout + done.stderr


def test_production_cookies_are_bound_to_host_and_https():
    done = _run("-c", QUESTION, DJANGO_SETTINGS_MODULE="jakpreneur.settings")
    found = json.loads(done.stdout)
    assert found == {
        "SESSION_COOKIE_NAME": "__Host-sesi",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "DEBUG": False,
        "SESSION_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_PATH": "/",
    }


@pytest.mark.parametrize(
    "changes",
    [{"DEMO": "1", "ALLOWED_HOSTS": "portal.example"}, {"DEMO": "1", "ALLOWED_HOSTS": "*"}, {"DEBUG": "1"}],
    ids=["demo in public", "demo everywhere", "debug in public"],
)
def test_the_demonstration_and_debug_refuse_to_be_public(changes):
    done = _run("manage.py", "check", **changes)
    assert done.returncode != 0
    assert "foundation.E" in done.stderr


@pytest.mark.parametrize("changes", [{"FIELD_KEYS": "1:c2hvcnQ="}, {"FIELD_KEYS": ""}, {"INDEX_KEY": "c2hvcnQ="}])
def test_weak_or_missing_keys_stop_the_start(changes):
    assert _run("manage.py", "check", **changes).returncode != 0


def test_gathered_files_are_readable_by_all_whatever_the_umask(tmp_path):
    """One account gathers, another serves."""
    code = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.STATIC_ROOT = {str(tmp_path / 'static')!r};"
        "from django.core.management import call_command; call_command('collectstatic', interactive=False, verbosity=0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "jakpreneur.settings"},
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    gathered = list((tmp_path / "static").rglob("*"))

    assert {path.suffix for path in gathered} >= {".css", ".gz", ".json"}
    assert [path for path in gathered if path.stat().st_mode & 0o044 != 0o044] == []


@pytest.fixture
def settings_file(tmp_path):
    """A server's file: what the environment of these tests says, and nothing of it in the environment."""
    names = ("DATABASE_URL", "DATABASE_READER_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEY")
    file = tmp_path / "portal.env"
    lines = [f"{name}={os.environ[name]}" for name in names]
    file.write_text(
        "\n".join(["# portal", *lines, "ALLOWED_HOSTS=portal.example", "PORT=8399", "WEB_WORKERS=3"]) + "\n"
    )
    bare = {name: value for name, value in os.environ.items() if name not in (*names, "DEMO", "DEBUG")}
    return bare | {"JAKPRENEUR_ENV": str(file)}


HOSTS = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"
READERS = {
    "command": (["manage.py", "shell", "-v0", "-c", HOSTS], "['portal.example']"),
    "web": (["-m", "gunicorn", "jakpreneur.wsgi", "--print-config"], "127.0.0.1:8399"),
    "worker": (["-c", "from jakpreneur import celery_app as app; print(app.conf.broker_url)"], "redis+socket://"),
}


@pytest.mark.parametrize("reader", READERS)
def test_one_variable_names_the_file_that_every_command_reads(settings_file, reader):
    command, said = READERS[reader]
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=settings_file, capture_output=True, text=True, check=False
    )

    assert said in done.stdout, done.stderr


def test_what_the_environment_says_goes_before_the_file(settings_file):
    command, _ = READERS["command"]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=settings_file | {"ALLOWED_HOSTS": "lain.example"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "['lain.example']\n", done.stderr


def test_a_file_that_cannot_be_read_is_said_in_one_sentence(settings_file):
    done = _run("manage.py", "check", JAKPRENEUR_ENV="/nowhere/portal.env")

    assert done.returncode == 1
    assert done.stderr == (
        "Berkas pengaturan /nowhere/portal.env (JAKPRENEUR_ENV) tidak dapat dibaca: No such file or directory.\n"
    )
