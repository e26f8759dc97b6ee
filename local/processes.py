"""Children that never outlive us: started in their own session, told by the kernel when we die, reaped when they stop.

Start them from the main thread: the kernel's word comes when the *thread* that started them ends.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Program:
    """A program's file as it was when it was started."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.begun_as = self.seen = self._facts()

    def was_exchanged(self) -> bool:
        """Whether another file lies there now, twice the same: an upgrade that is still writing is not one yet."""
        before, self.seen = self.seen, self._facts()
        return self.seen is not None and self.seen == before != self.begun_as

    def _facts(self) -> tuple[int, ...] | None:
        try:
            facts = self.file.stat()
        except OSError:
            return None
        return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


def server_account() -> pwd.struct_passwd | None:
    """Whom the servers run as: nobody special as an ordinary user; an unprivileged account when we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("neither postgres nor nobody exists on this machine")


def as_account(account: pwd.struct_passwd | None) -> dict:
    """Popen arguments that drop root for `account`."""
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def spawn(
    command: Sequence,
    *,
    log: Path,
    env: dict[str, str],
    cwd: Path,
    account: pwd.struct_passwd | None = None,
    farewell: signal.Signals = signal.SIGTERM,
    pass_fds: Sequence[int] = (),
    fresh_log: bool = False,
    answers: bool = False,
) -> subprocess.Popen:
    """Start a child that gets `farewell` when we die. What it writes goes to `log`; `answers`: stdout comes to us."""
    parent = os.getpid()

    def last_words() -> None:
        if LIBC:
            LIBC.prctl(PR_SET_PDEATHSIG, farewell)
            if os.getppid() != parent:
                os._exit(1)

    with log.open("wb" if fresh_log else "ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if answers else output,
            stderr=output,
            env=env,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=last_words,  # noqa: PLW1509 -- it takes no lock, and the child must hear of our death
            pass_fds=pass_fds,
            **as_account(account),
        )


def die_with_parent() -> None:
    """Have the kernel send SIGTERM to this process when its parent (make) ends, however that happens."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(process: subprocess.Popen, first: signal.Signals = signal.SIGTERM, patience: float = 10) -> None:
    """Ask with `first`, then kill the whole session; always reaps."""
    if process.poll() is None:
        process.send_signal(first)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()
    sweep(process)


def sweep(process: subprocess.Popen) -> None:
    """End what an ended child left of its own session: a killed web server's workers, a killed worker's pool."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def is_stopped(pid: int) -> bool:
    """Whether a signal has stopped it (SIGSTOP). Only Linux can tell; a debugger's stop is another."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False


def wait_until(ready, process: subprocess.Popen, *, seconds: float = 30) -> bool:
    """Poll `ready` until it holds; False when the process ends or time is up first."""
    limit = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < limit:
        if ready():
            return True
        time.sleep(0.05)
    return False
