"""One portal per folder: who holds var/lock may start servers, and first ends what an earlier holder left behind."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from local.paths import VAR

FILE = VAR / "lock"
ALIVE = VAR / "alive"
INSIST = ((signal.SIGTERM, 8.0), (signal.SIGQUIT, 4.0), (signal.SIGKILL, 10.0))


@dataclass
class Lock:
    """An open var/lock; the kernel frees it when its process ends, however that happens."""

    descriptor: int

    @classmethod
    def take(cls, *, wait: bool, **words: object) -> "Lock | None":
        """The lock, with `words` for whoever comes second; None when somebody else has it and `wait` is off."""
        VAR.mkdir(exist_ok=True)
        descriptor = os.open(FILE, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            os.close(descriptor)
            return None
        mine = cls(descriptor)
        mine.say(**words)
        return mine

    def say(self, **words: object) -> None:
        """What others read while we hold it."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, json.dumps(words).encode(), 0)

    def release(self) -> None:
        os.ftruncate(self.descriptor, 0)
        os.close(self.descriptor)


def holder() -> dict:
    """What the holder of the lock said about itself; empty while it has said nothing."""
    try:
        return json.loads(FILE.read_text() or "{}")
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def alive() -> int:
    """A descriptor of var/alive. Every child inherits it, so that it can be found again (`leftovers`)."""
    return os.open(ALIVE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def leftovers(name: str = "") -> list[int]:
    """Processes that an earlier run started: they still hold var/alive open. Only Linux can tell."""
    holding = [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _holds(entry, str(ALIVE))]
    return [pid for pid in holding if name in ("", _name(pid))]


def end_leftovers(name: str = "", insist: Sequence[tuple[signal.Signals, float]] = INSIST) -> None:
    """End what an earlier run left behind; PostgreSQL is asked for a fast shutdown first. Returns when all are gone."""
    for word, patience in insist:
        for pid in leftovers(name):
            _signal(pid, signal.SIGINT if word == signal.SIGTERM and _name(pid) == "postgres" else word)
        limit = time.monotonic() + patience
        while leftovers(name) and time.monotonic() < limit:
            time.sleep(0.1)


def _holds(process: Path, path: str) -> bool:
    try:
        return int(process.name) != os.getpid() and any(os.readlink(fd) == path for fd in (process / "fd").iterdir())
    except OSError:  # gone meanwhile, or another user's
        return False


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _signal(pid: int, word: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, word)
