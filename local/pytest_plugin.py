"""Pytest plugin (named in addopts): real services before Django reads its settings, one database per test process."""

import ipaddress
import os
import socket

import pytest

from local import chromium, trial
from local.saying import Halt


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config):
    """Runs before pytest-django's hook of this name, which reads the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if trial.FOLDER not in os.environ:
        _start(early_config)
    running = trial.Services(os.environ[trial.FOLDER])
    database = f"portal_{worker or 'main'}"
    if worker or not _leaves_work_to_others(early_config):
        running.clone(database)
    for name in ("DATABASE_OWNER_URL", "JAKPRENEUR_ENV"):
        os.environ.pop(name, None)
    os.environ.update(trial.settings_for_tests() | running.environment(database, 1 + int(worker[2:] or 0)))
    os.environ.update(chromium.driver())
    _stay_on_this_machine()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's own loop runs in the thread of the test
    return (yield)


def _start(config) -> None:
    """Start the services for this process and its workers; they stop with it."""
    ending = trial.services()
    try:
        running = ending.__enter__()
    except Halt as halt:
        raise pytest.UsageError(str(halt)) from None
    os.environ[trial.FOLDER] = running.folder
    config.add_cleanup(lambda: os.environ.pop(trial.FOLDER, None))
    config.add_cleanup(lambda: ending.__exit__(None, None, None))


def _leaves_work_to_others(config) -> bool:
    """Whether this process only hands tests out to xdist workers."""
    return bool(getattr(config.known_args_namespace, "numprocesses", None))


def _stay_on_this_machine() -> None:
    """A test that would leave the machine fails: only loopback and unix sockets connect."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise AssertionError(f"tests do not use the network: {address}")
        return connect(self, address)

    socket.socket.connect = connect_here  # type: ignore[method-assign, assignment]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
