"""The private PostgreSQL: a unix socket in our own folder, three roles, no network."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg2
from psycopg2 import sql

from local import binaries
from local.home import Home
from local.processes import Program, as_account, spawn, stop, wait_until
from local.saying import Halt

SUPERUSER = "postgres"
OWNER, APP, READER = "jakpreneur_owner", "jakpreneur_app", "jakpreneur_reader"
SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "max_wal_size": "2GB"}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "256MB",
}
ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "jit": "off",
    # Errors without the statement and the row they failed on: both hold what a person typed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


def sized(memory: int) -> dict[str, str]:
    """Settings for a machine with that many bytes of memory, of which the portal's other parts need theirs.

    An eighth keeps pages; sorting and hashing take up to a 256th at a time, for dozens may run at once.
    """
    megabytes = memory // 2**20

    def share(part: int, least: int, most: int) -> str:
        return f"{min(max(megabytes // part, least), most)}MB"

    return {
        "shared_buffers": share(8, 128, 2048),
        "work_mem": share(256, 4, 64),
        "maintenance_work_mem": share(32, 64, 512),
        "effective_cache_size": share(2, 256, 65536),
    }


def machine_memory(limit: Path = Path("/sys/fs/cgroup/memory.max")) -> int:
    """Bytes of memory there are for us: the machine's, or fewer where a container is given less."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    given = limit.read_text().strip() if limit.exists() else "max"
    return min(whole, int(given)) if given.isdigit() else whole


class Postgres:
    """One server over one data folder. `durable` is for data that must survive a power cut."""

    def __init__(self, home: Home, *, durable: bool) -> None:
        self.home = home
        self.data = home.folder / "postgres"
        self.settings = (
            ALWAYS
            | (SAFE | sized(machine_memory()) if durable else FAST)
            | {"unix_socket_directories": str(home.folder)}
        )
        self.process: subprocess.Popen | None = None
        self.program: Program | None = None

    def programs(self) -> Path:
        """The folder with the programs that fit the data."""
        return binaries.postgres(self.version())

    def start(self, log: Path, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen:
        """Create the cluster when there is none, start it and wait until it answers."""
        process = self.launch(log, pass_fds)
        if not wait_until(self.answers, process, seconds=60):
            raise Halt(f"PostgreSQL tidak dapat dimulai; lihat {log}.", log)
        return process

    def launch(self, log: Path, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen:
        """Start it and wait for nothing but a cluster, where there is none yet."""
        programs = self.home.reachable(self.programs() / "postgres").parent
        if not self.version():
            self.create_cluster(programs, log)
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        self.program = Program(programs / "postgres")
        self.process = spawn(
            [programs / "postgres", "-D", self.data, *options],
            log=log,
            env=self.environment(),
            cwd=self.home.folder,
            account=self.home.account,
            farewell=signal.SIGINT,
            pass_fds=pass_fds,
        )
        return self.process

    def stop(self) -> None:
        """Fast shutdown: open transactions roll back, everything committed is on disk."""
        if self.process:
            stop(self.process, signal.SIGINT, patience=30)

    def create_cluster(self, programs: Path, log: Path) -> None:
        """initdb into a folder that gets its name only when complete, so that a killed one is begun anew."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        command = [programs / "initdb", "-D", fresh, "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust"]
        command.append("--data-checksums")  # a disk that returns other bytes is an error, not another number
        with log.open("ab") as output:
            done = subprocess.run(
                [*map(str, command), *([] if self.settings["fsync"] == "on" else ["--no-sync"])],
                stdout=output,
                stderr=output,
                env=self.environment(),
                cwd=self.home.folder,
                check=False,
                **as_account(self.home.account),
            )
        if done.returncode:
            raise Halt(f"PostgreSQL tidak dapat disiapkan; lihat {log}.", log)
        fresh.rename(self.data)

    def version(self) -> str:
        """The major version of the data folder; empty when there is none yet."""
        mark = self.data / "PG_VERSION"
        return mark.read_text().strip() if mark.exists() else ""

    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={self.home.folder}"

    def answers(self) -> bool:
        try:
            psycopg2.connect(self.url(SUPERUSER, "postgres"), connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def prepare_database(self, name: str) -> None:
        """The three roles and an empty database of the owner's; what exists is left alone."""
        for role in (OWNER, APP, READER):
            if not self.ask("SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                self.run(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        if not self.ask("SELECT 1 FROM pg_database WHERE datname = %s", name):
            self.run(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER)))

    def run(self, statement: sql.Composable) -> None:
        """One statement as superuser, outside any transaction."""
        run_as_superuser(self.url(SUPERUSER, "postgres"), statement)

    def ask(self, question: str, *values) -> list[tuple]:
        with psycopg2.connect(self.url(SUPERUSER, "postgres")) as connection, connection.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchall()


def run_as_superuser(url: str, statement: sql.Composable) -> None:
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
