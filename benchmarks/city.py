"""The ground every benchmark stands on: a private, durable PostgreSQL with a synthetic city in it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import Any

import django
import psycopg2

from local import trial
from local.paths import ROOT
from local.postgres import APP, OWNER

DATABASE = "portal_bench"
PEER = "django.contrib.admin"
"""No app of the portal; what it is measured against."""


class City:
    """A database with that many participants."""

    def __init__(self, services: trial.Services, participants: int, database: str = DATABASE) -> None:
        self.services = services
        self.participants = participants
        self.database = database

    def connect(self, role: str = APP) -> psycopg2.extensions.connection:
        """A connection in this role; statements commit at once."""
        connection = psycopg2.connect(self.services.url(role, self.database))
        connection.autocommit = True
        return connection

    @contextmanager
    def without_rollup(self) -> Iterator[None]:
        """The same database with the three counting triggers off; rebuilt afterwards."""
        self._rollup("DISABLE")
        try:
            yield
        finally:
            self._rollup("ENABLE")
            self.manage("rollup", "rebuild")

    def with_and_without_rollup(self, measured: Callable[[int], float], pairs: int) -> tuple[list[float], list[float]]:
        """What `measured` answers for each pair's number, with the roll-up and without; checked after each.

        Each side is first in every second pair: whoever comes second finds the pages warm.
        """
        ours: list[float] = []
        peer: list[float] = []
        for pair in range(pairs):
            for side in (peer, ours) if pair % 2 else (ours, peer):
                with self.without_rollup() if side is peer else nullcontext():
                    side.append(measured(pair))
                self.manage("rollup", "check")
        return ours, peer

    def open(self) -> None:
        """Let this process be the portal on this database: from here on its own functions can be called."""
        os.environ |= self._environment | {"DJANGO_SETTINGS_MODULE": "jakpreneur.settings"}
        from django.conf import settings

        if PEER not in settings.INSTALLED_APPS:
            settings.INSTALLED_APPS += [PEER]
        django.setup()

    @contextmanager
    def beside(self, participants: int) -> Iterator["City"]:
        """Another city of that size; meanwhile this process is the portal there."""
        from django.db import connections

        with _loaded(self.services, f"{DATABASE}_{participants}", participants) as other:
            _point(connections, other.database)
            try:
                yield other
            finally:
                _point(connections, self.database)

    def manage(self, *words: str) -> None:
        """Run a management command on this database."""
        env = os.environ | self._environment
        env["DATABASE_OWNER_URL"] = self.services.url(OWNER, self.database)
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=sys.stderr)

    @property
    def _environment(self) -> dict[str, str]:
        return trial.settings_for_tests() | self.services.environment(self.database)

    def _rollup(self, state: str) -> None:
        with self.connect(OWNER) as owner, owner.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_count%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"ALTER TABLE records_stagerecord {state} TRIGGER {name}")


@contextmanager
def city(participants: int) -> Iterator[City]:
    """Start the servers, load the city, and take everything away at the end."""
    with trial.services(durable=True) as services, _loaded(services, DATABASE, participants) as town:
        yield town


@contextmanager
def _loaded(services: trial.Services, database: str, participants: int) -> Iterator[City]:
    services.clone(database)
    town = City(services, participants, database)
    print(f"Memuat {participants:,} peserta contoh ...".replace(",", "."), file=sys.stderr)
    town.manage("load_demo", "--participants", str(participants))
    with closing(town.connect(OWNER)) as owner, owner.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    yield town


def _point(connections: Any, database: str) -> None:
    """Every alias of this process on that database."""
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = database
