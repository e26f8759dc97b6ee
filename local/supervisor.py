"""`make run`: starts everything the portal needs, in order, keeps it running, and stops all of it in reverse."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from local import demonstration, home, lock, static_files
from local.parts import Part
from local.paths import LOGS, PYTHON, ROOT, VAR
from local.postgres import SUPERUSER
from local.processes import die_with_parent
from local.saying import Halt, guarded, say
from local.servers import Servers
from local.signs import Pulses, Sign, database_answers, web_answers
from local.steps import Steps
from local.telling import Telling

CELERY = [PYTHON, "-m", "celery", "-A", "jakpreneur"]
WEB, WORKER, CLOCK = "Peladen web", "Pekerja", "Penjadwal"
TICK, LONGEST_TICK = 0.5, 5.0
LONG_LOG = 10 * 1024 * 1024


class Ending(BaseException):
    """Somebody asked us to stop: Ctrl-C, or SIGTERM."""


class Supervisor:
    def __init__(self, door: socket.socket) -> None:
        self.door = door
        self.servers = Servers()
        self.steps = Steps(self.servers, lock.alive(), door.getsockname()[1])
        self.parts: list[Part] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.steps.port}/"

    def run(self) -> None:
        """Everything up, the accounts and the address said, then watch until told to stop."""
        try:
            self.start()
            say(f"Portal siap: {self.address}")
            Telling(f"{self.address}readyz").begin()
            self.watch()
        finally:
            _ignore_signals()
            self.stop()

    def start(self) -> None:
        """Each part ready before the next one needs it; static files are gathered meanwhile."""
        gathering = (
            None if static_files.are_fresh() else self.steps.manage("collectstatic", "--noinput", "--verbosity", "0")
        )
        self.add_servers()
        self.steps.finish(self.steps.manage("prepare", owner=True))
        demonstration.load(self.steps)
        if gathering:
            self.steps.finish(gathering)
            static_files.remember()
        web = [PYTHON, "-m", "gunicorn", "jakpreneur.wsgi", "--bind", f"fd://{self.door.fileno()}"]
        self.add_process(WEB, [*web, "--no-control-socket"], "web.log", self.door.fileno())
        introduction = demonstration.introduction(self.steps)
        self.wait_for_answer()
        self.add_process(WORKER, [*CELERY, "worker", "--concurrency", "1", "--loglevel", "INFO"], "worker.log")
        self.add_process(CLOCK, [*CELERY, "beat", "--pidfile=", "--schedule", VAR / "beat"], "beat.log")
        if words := introduction():
            say(words)

    def stop(self) -> None:
        """In reverse; web, worker and clock wind down side by side before their servers go."""
        for part in self.parts:
            if part.own_end is None and part.process:
                part.process.terminate()
        for part in reversed(self.parts):
            part.end()
        lock.end_leftovers()  # a step that was cut short

    def add_servers(self) -> None:
        """PostgreSQL and Redis, unless the environment names others; each answers before the next begins."""
        if postgres := self.servers.postgres:
            part = Part(
                "PostgreSQL",
                lambda: self.servers.restart_postgres(self.steps.alive),
                postgres.stop,
                lambda: postgres.program,
                Sign(lambda: database_answers(postgres.url(SUPERUSER, "postgres")), patience=20),
            )
            self.add(part, lambda: self.servers.start_postgres(self.steps.alive))
        if broker := self.servers.broker:
            again = Part(
                "Redis",
                lambda: self.servers.restart_broker(self.steps.alive),
                broker.stop,
                sign=Sign(broker.answers, patience=20),
            )
            self.add(again, lambda: self.servers.start_broker(self.steps.alive))

    def add_process(self, name: str, command: list, log: str, *descriptors: int) -> None:
        """Web, worker or clock. Its name is also what PostgreSQL calls its sessions."""
        self.add(Part(name, lambda: self.steps.spawn(command, log, *descriptors, named=name), sign=self._sign(name)))

    def _sign(self, name: str) -> Sign:
        """How it is seen that this process works."""
        if name == WEB:
            return Sign(lambda: web_answers(f"{self.address}healthz"), patience=30)
        pulses = Pulses(self.servers.environment()["DATABASE_URL"], WORKER)
        return Sign(pulses.worker_works if name == WORKER else pulses.clock_ticks, patience=90)

    def add(self, part: Part, first: Callable[[], subprocess.Popen] | None = None) -> None:
        """Noted before it starts, so that an interrupted start is ended too. `first` waits until it is ready."""
        self.parts.append(part)
        part.process = (first or part.start)()
        part.forgive()

    def wait_for_answer(self) -> None:
        """Return once a page comes back; a portal that answers with an error is not ready."""
        limit = time.monotonic() + 60
        while not answers(self.address):
            self.look_after()
            if time.monotonic() > limit:
                raise Halt("Portal tidak menjawab; lihat var/log/web.log.")
            time.sleep(0.1)

    def watch(self) -> None:
        """Look after all parts, for ever. What we missed ourselves (a stopped supervisor) is held against nobody."""
        while True:
            before = time.monotonic()
            time.sleep(TICK)
            if time.monotonic() - before > LONGEST_TICK:
                for part in self.parts:
                    part.forgive()
            self.look_after()

    def look_after(self) -> None:
        """Start again what has ended or hangs: servers before those that use them."""
        for part in self.parts:
            part.look_after()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 -- our own http address
            return True
    except urllib.error.HTTPError as answer:
        return answer.code < 500
    except OSError:
        return False


def open_door() -> socket.socket:
    """The web's address, taken before anything starts. Loopback only: demo mode never leaves this machine."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Halt(f"PORT harus berupa angka 1-65535, bukan {port!r}.")
    try:
        return socket.create_server(("127.0.0.1", int(port)), backlog=128)
    except PermissionError:
        raise Halt(f"Port {port} memerlukan hak khusus. Pilih yang lain, misalnya: make run PORT=8001") from None
    except OSError:
        raise Halt(
            f"Port {port} sudah dipakai program lain. Pilih yang lain, misalnya: make run PORT={int(port) + 1}"
        ) from None


def shorten_logs() -> None:
    """Begin a log anew when it has grown; the one before is kept."""
    for log in LOGS.glob("*.log"):
        if log.stat().st_size > LONG_LOG:
            log.replace(log.with_suffix(".log.1"))


def claim() -> lock.Lock | None:
    """The lock of this folder; None when the portal runs already. A `make manage` under way is waited for."""
    while (mine := lock.Lock.take(wait=False, what="run", address="")) is None:
        if lock.holder().get("what") == "run":
            return None
        time.sleep(0.2)
    return mine


def _ignore_signals() -> None:
    for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(word, signal.SIG_IGN)


def _end(*_: object) -> None:
    raise Ending


def main() -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    mine = claim()
    if mine is None:
        say(f"Portal sudah berjalan: {lock.holder().get('address') or 'sedang dimulai'}")
        return 0
    for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(word, _end)
    die_with_parent()
    try:
        lock.end_leftovers()
        home.leave_swept_places()
        shorten_logs()
        with open_door() as door:
            supervisor = Supervisor(door)
            mine.say(what="run", address=supervisor.address)
            supervisor.run()
    except Ending:
        say("Portal dihentikan.")
    finally:
        mine.release()
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
