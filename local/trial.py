"""The services of one test run: a private PostgreSQL and Redis in a passing folder, and a migrated template database.

The first process of a run (make test, or xdist's controller) starts them; every test process then gets a database of
its own, cloned from the template. Nothing here ever looks at a DATABASE_URL that was set outside.
"""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg2 import sql

from local import static_files
from local.broker import Broker
from local.home import Home, passing
from local.paths import ROOT
from local.postgres import APP, OWNER, READER, SUPERUSER, Postgres, run_as_superuser
from local.saying import Halt

TEMPLATE = "template_portal"
FOLDER = "JAKPRENEUR_TEST_SERVICES"


@dataclass(frozen=True)
class Services:
    """Where a run's servers listen."""

    folder: str

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def broker_url(self, number: int = 0) -> str:
        return f"unix://{self.folder}/redis.sock?db={number}"

    def clone(self, name: str) -> None:
        """A fresh database `name`: the schema, reference data and nothing else."""
        self._run("CREATE DATABASE {} TEMPLATE {} OWNER {}", name, TEMPLATE, OWNER)

    def empty(self, name: str) -> None:
        """A fresh database with nothing in it."""
        self._run("CREATE DATABASE {} OWNER {}", name, OWNER)

    def drop(self, name: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _run(self, statement: str, *names: str) -> None:
        run_as_superuser(self.url(SUPERUSER, "postgres"), sql.SQL(statement).format(*map(sql.Identifier, names)))

    def environment(self, database: str, number: int = 0) -> dict[str, str]:
        """What the portal reads to work on `database`. No owner: tests run as the application does."""
        return {
            "DATABASE_URL": self.url(APP, database),
            "DATABASE_READER_URL": self.url(READER, database),
            "REDIS_URL": self.broker_url(number),
        }


@contextmanager
def services(*, durable: bool = False) -> Iterator[Services]:
    """Start the servers, prepare the template, and take everything away at the end.

    `durable` keeps what was committed through a power cut, as production does; tests have no use for that.
    """
    home: Home = passing()
    logs = Path(tempfile.mkdtemp(prefix="jakpreneur-log-"))
    postgres, broker = Postgres(home, durable=durable), Broker(home)
    try:
        postgres.start(logs / "postgres.log")
        broker.start(logs / "redis.log")
        postgres.prepare_database(TEMPLATE)
        prepare_template(Services(str(home.folder)), logs / "prepare.log")
        gather_static_files(Services(str(home.folder)), logs / "static.log")
        yield Services(str(home.folder))
    finally:
        broker.stop()
        postgres.stop()
        shutil.rmtree(home.folder, ignore_errors=True)
        shutil.rmtree(logs, ignore_errors=True)


def prepare_template(running: Services, log: Path) -> None:
    """Run `manage.py prepare` on the template, exactly as the supervisor and production do."""
    _manage(running, log, "prepare")


def gather_static_files(running: Services, log: Path) -> None:
    """Pages name static files by their content, so tests need them gathered, as a server does."""
    if not static_files.are_fresh():
        _manage(running, log, "collectstatic", "--noinput", "--verbosity", "0")
        static_files.remember()


def _manage(running: Services, log: Path, *words: str) -> None:
    env = os.environ | settings_for_tests() | running.environment(TEMPLATE)
    env["DATABASE_OWNER_URL"] = running.url(OWNER, TEMPLATE)
    env.pop("JAKPRENEUR_ENV", None)
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    log.write_text(done.stdout + done.stderr)
    if done.returncode:
        raise Halt(f"manage.py {words[0]} failed on the template database:\n{done.stdout}{done.stderr}")


def settings_for_tests() -> dict[str, str]:
    """The environment of a test process apart from its databases. The keys are worthless on purpose."""
    return {
        "SECRET_KEY": "kunci-uji-" + "0123456789abcdef" * 4,
        "FIELD_KEYS": "1:" + base64.b64encode(b"kunci kolom untuk pengujian saja"[:32]).decode(),
        "INDEX_KEY": base64.b64encode(b"kunci indeks untuk uji saja ....").decode(),
        "DEMO": "1",
        "DEBUG": "0",
    }
