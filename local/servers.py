"""PostgreSQL and Redis of this folder: its own private ones, or those that DATABASE_URL and REDIS_URL name."""

import os
import subprocess

from local import keys, lock
from local.broker import Broker
from local.home import lasting
from local.paths import LOGS
from local.postgres import APP, OWNER, READER, Postgres
from local.saying import Halt

DATABASE = "jakpreneur"


class Servers:
    """Start them holding the lock only. `private` says whether the database is this folder's own."""

    def __init__(self) -> None:
        self.private = not os.environ.get("DATABASE_URL")
        self.home = lasting()
        self.postgres = Postgres(self.home, durable=True) if self.private else None
        self.broker = None if os.environ.get("REDIS_URL") else Broker(self.home)

    def start_postgres(self, alive: int) -> subprocess.Popen:
        """The private database server, with its roles and the (perhaps still empty) database."""
        assert self.postgres
        self.home.make()
        self._forget_dead_server()
        process = self.postgres.start(LOGS / "postgres.log", (alive,))
        self.postgres.prepare_database(DATABASE)
        return process

    def restart_postgres(self, alive: int) -> subprocess.Popen:
        """The same after it died: whatever it left is killed, as it would be by the crash itself. Waits for no answer."""
        assert self.postgres
        if not self.postgres.version():
            raise Halt(f"folder datanya, {self.postgres.data}, tidak ada")
        self._forget_dead_server(gently=False)
        return self.postgres.launch(LOGS / "postgres.log", (alive,))

    def restart_broker(self, alive: int) -> subprocess.Popen:
        assert self.broker
        return self.broker.launch(LOGS / "redis.log", (alive,))

    def start_broker(self, alive: int) -> subprocess.Popen:
        assert self.broker
        self.home.make()
        return self.broker.start(LOGS / "redis.log", (alive,))

    def stop(self) -> None:
        """In reverse. Whatever is not ours is left alone."""
        for server in (self.broker, self.postgres):
            if server:
                server.stop()

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """What manage.py, web and worker read. Only `owner` may change tables: prepare and an operator's commands."""
        env = os.environ | keys.keys() | {"DEMO": "1", "PYTHONUNBUFFERED": "1"}
        if self.postgres:
            env["DATABASE_URL"] = self.postgres.url(APP, DATABASE)
            env["DATABASE_READER_URL"] = self.postgres.url(READER, DATABASE)
            env["DATABASE_OWNER_URL"] = self.postgres.url(OWNER, DATABASE)
        if self.broker:
            env["REDIS_URL"] = self.broker.url()
        env.pop("JAKPRENEUR_ENV", None)  # that file is for a server's own services
        if not owner:
            env.pop("DATABASE_OWNER_URL", None)
        return env

    def _forget_dead_server(self, *, gently: bool = True) -> None:
        """Remove the marks of a killed server. Safe: we hold the lock, and its last backend has ended."""
        lock.end_leftovers("postgres", lock.INSIST if gently else lock.INSIST[-1:])
        for mark in (self.home.folder / "postgres" / "postmaster.pid", *self.home.folder.glob(".s.PGSQL.*")):
            mark.unlink(missing_ok=True)
