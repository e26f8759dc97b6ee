"""`make run`: starts everything the portal needs, in order, keeps it running, and stops all of it in reverse."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from foundation.local import demonstration, lock, static_files
from foundation.local.places import LOGS, PYTHON, ROOT, VAR
from foundation.local.processes import die_with_parent, spawn, stop
from foundation.local.saying import Halt, guarded, say
from foundation.local.servers import Servers

CELERY = [PYTHON, "-m", "celery", "-A", "jakpreneur"]
RESTARTS, WITHIN = 5, 60.0


class Ending(BaseException):
    """Somebody asked us to stop: Ctrl-C, or SIGTERM."""


@dataclass
class Part:
    """A server or process that is started again when it ends by itself."""

    name: str
    start: Callable[[], subprocess.Popen]
    end: Callable[[], None]
    process: subprocess.Popen | None = None
    ends: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS))

    def revive(self) -> None:
        """Start it again; give up when it keeps ending."""
        now = time.monotonic()
        if len(self.ends) == RESTARTS and now - self.ends[0] < WITHIN:
            raise Halt(f"{self.name} berulang kali berhenti; lihat var/log/.")
        self.ends.append(now)
        say(f"{self.name} berhenti sendiri dan dimulai lagi.")
        self.process = self.start()


class Supervisor:
    def __init__(self, door: socket.socket) -> None:
        self.door = door
        self.servers = Servers()
        self.alive = lock.alive()
        self.parts: list[Part] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.door.getsockname()[1]}/"

    def run(self) -> None:
        """Everything up, the accounts and the address said, then watch until told to stop."""
        try:
            self.start()
            say(f"Portal siap: {self.address}")
            self.watch()
        finally:
            _ignore_signals()
            for part in reversed(self.parts):
                part.end()

    def start(self) -> None:
        """Each part ready before the next one needs it; static files are gathered meanwhile."""
        gathering = None if static_files.are_fresh() else self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.add_servers()
        self.finish(self.manage("prepare", owner=True))
        demonstration.load(self)
        if gathering:
            self.finish(gathering)
            static_files.remember()
        web = [PYTHON, "-m", "gunicorn", "jakpreneur.wsgi", "--bind", f"fd://{self.door.fileno()}"]
        self.add_process("Peladen web", [*web, "--no-control-socket"], "web.log", self.door.fileno())
        introduction = demonstration.introduction(self)
        self.wait_for_answer()
        self.add_process("Pekerja", [*CELERY, "worker", "--concurrency", "1", "--loglevel", "INFO"], "worker.log")
        self.add_process("Penjadwal", [*CELERY, "beat", "--pidfile=", "--schedule", VAR / "beat"], "beat.log")
        if words := introduction():
            say(words)

    def add_servers(self) -> None:
        """PostgreSQL and Redis, unless the environment names others."""
        for name, server, start in (
            ("PostgreSQL", self.servers.postgres, self.servers.start_postgres),
            ("Redis", self.servers.broker, self.servers.start_broker),
        ):
            if server:
                part = Part(
                    name, lambda start=start, server=server: (start(self.alive), server.process)[1], server.stop
                )
                self.parts.append(part)  # before it starts: an interrupted start is ended too
                part.process = part.start()

    def add_process(self, name: str, command: list, log: str, *descriptors: int) -> None:
        def start() -> subprocess.Popen:
            part.process = self.spawn(command, log, *descriptors)
            return part.process

        part = Part(name, start, lambda: stop(part.process) if part.process else None)
        self.parts.append(part)
        start()

    def spawn(self, command: list, log: str, *descriptors: int, owner: bool = False, **how: bool) -> subprocess.Popen:
        env = self.servers.environment(owner=owner) | {"PORT": str(self.door.getsockname()[1])}
        return spawn(command, log=LOGS / log, env=env, cwd=ROOT, pass_fds=(self.alive, *descriptors), **how)

    def manage(self, *arguments: str, owner: bool = False, answers: bool = False) -> subprocess.Popen:
        """A manage.py command beside us; `finish` waits for it."""
        command = [PYTHON, "manage.py", *arguments]
        return self.spawn(command, f"{arguments[0]}.log", owner=owner, fresh_log=True, answers=answers)

    def finish(self, command: subprocess.Popen) -> str:
        """Wait for a step and give what it answered."""
        step = command.args[2]
        try:
            answer, _ = command.communicate()
        except BaseException:
            stop(command)
            raise
        if command.returncode:
            raise Halt(f"Langkah {step} gagal; lihat var/log/{step}.log.")
        return (answer or b"").decode()

    def wait_for_answer(self) -> None:
        """Return once a page comes back; a portal that answers with an error is not ready."""
        limit = time.monotonic() + 60
        while not answers(self.address):
            self.look_after()
            if time.monotonic() > limit:
                raise Halt("Portal tidak menjawab; lihat var/log/web.log.")
            time.sleep(0.1)

    def watch(self) -> None:
        while True:
            time.sleep(0.5)
            self.look_after()

    def look_after(self) -> None:
        """Start again what has ended by itself: servers before those that use them."""
        for part in self.parts:
            if part.process is not None and part.process.poll() is not None:
                part.revive()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
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
