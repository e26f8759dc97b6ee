"""What every test may ask for: `db` (rolled back), `committed` (a database of one's own), `portal`, `worker`."""

import os
import socket
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from itertools import count

import pytest
from django.db import connections

from local import chromium, trial
from local.paths import ROOT
from local.processes import spawn, stop, wait_until

CLONES = count(1)


def pytest_collection_modifyitems(items):
    """Tests that roll back see every alias; tests with `committed` never get pytest-django's own transaction."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if "committed" in names:
            assert not item.get_closest_marker("django_db"), (
                f"{item.nodeid}: committed and django_db exclude each other"
            )
        elif "db" in names or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(databases="__all__"), append=False)


@pytest.fixture(scope="session")
def django_db_setup():
    """The plugin made this process's database already: nothing to create, migrate or flush."""
    assert connections["default"].vendor == "postgresql"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Where a test rolls back, the reader must see what it has not committed.

    Said anew for each test: connections belong to a context, and a browser that starts in between opens another.
    """
    if "committed" not in getattr(item, "fixturenames", ()):
        connections["reader"] = connections["default"]


@pytest.fixture
def db(request):
    """The database, rolled back at the end; with `committed` in the same test, that one."""
    request.getfixturevalue("committed" if "committed" in request.fixturenames else "_django_db_helper")


@pytest.fixture
def committed(monkeypatch, django_db_setup, django_db_blocker):
    """A fresh clone of the template: real commits and threads, dropped afterwards. Gives its URL per role."""
    running = trial.Services(os.environ[trial.FOLDER])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"portal_{worker}_{next(CLONES)}"
    running.clone(name)
    for key in ("DATABASE_URL", "DATABASE_READER_URL"):
        monkeypatch.setenv(key, os.environ[key].replace(f"/portal_{worker}?", f"/{name}?"))
    with django_db_blocker.unblock(), pointed_to(name):
        yield {role: running.url(role, name) for role in (trial.APP, trial.READER, trial.OWNER)}
    running.drop(name)


@contextmanager
def pointed_to(name):
    """Every alias, in every thread, on database `name`; back afterwards."""
    before = {alias: settings["NAME"] for alias, settings in connections.settings.items()}
    connections.close_all()
    with suppress(AttributeError):  # not opened in this context yet
        del connections["reader"]
    for alias in before:
        connections.settings[alias]["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        for alias, old in before.items():
            connections.settings[alias]["NAME"] = old


@pytest.fixture
def portal(committed, tmp_path):
    """The base URL of a real gunicorn on this test's database."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "jakpreneur.wsgi", "--bind", f"fd://{door.fileno()}"]
        server = spawn(
            [*command, "--workers", "1", "--threads", "4", "--no-control-socket"],
            log=tmp_path / "gunicorn.log",
            env=os.environ | {"PORT": str(port)},
            cwd=ROOT,
            pass_fds=(door.fileno(),),
        )
        address = f"http://127.0.0.1:{port}"
        try:
            assert wait_until(lambda: _answers(address), server), (tmp_path / "gunicorn.log").read_text()
            yield address
        finally:
            stop(server)


@pytest.fixture
def worker(committed, tmp_path, request):
    """A real Celery worker on this test's database; mark the test `beat` to have the clock run as well."""
    _forget_messages()
    celery = [sys.executable, "-m", "celery", "-A", "jakpreneur"]
    log = tmp_path / "celery.log"
    started = [
        spawn([*celery, "worker", "--concurrency", "1", "--loglevel", "INFO"], log=log, env=dict(os.environ), cwd=ROOT)
    ]
    if request.node.get_closest_marker("beat"):
        beat = [*celery, "beat", "--pidfile=", "--schedule", tmp_path / "beat"]
        started.append(spawn(beat, log=log, env=dict(os.environ), cwd=ROOT))
    try:
        assert wait_until(lambda: " ready." in log.read_text(), started[0], seconds=90), log.read_text()
        yield started[0]
    finally:
        for process in reversed(started):
            stop(process)


def _forget_messages():
    """Empty this process's own Redis database of what earlier tests nudged."""
    import redis

    with redis.Redis.from_url(os.environ["REDIS_URL"]) as line:
        line.flushdb()


def _answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, else the one npm brought; never one that Playwright would download."""
    return browser_type_launch_args | {"executable_path": str(chromium.program()), "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Everything the pages load must come from the portal itself."""
    return browser_context_args | {"locale": "id-ID", "timezone_id": "Asia/Jakarta", "service_workers": "block"}
