"""`make manage ARGS="..."`: a manage.py command against the portal of this folder, started or not."""

import os
import signal
import subprocess
import sys
import time

from local import lock
from local.paths import LOGS, PYTHON, ROOT
from local.saying import Halt, guarded
from local.servers import Servers


def main() -> int:
    """With the portal running, use its database; else start PostgreSQL for the time of the command."""
    LOGS.mkdir(parents=True, exist_ok=True)
    servers = Servers()
    mine = lock.Lock.take(wait=False, what="manage")
    while mine is None and lock.holder().get("what") != "run":
        time.sleep(0.2)  # another command is at work, or the holder is just beginning
        mine = lock.Lock.take(wait=False, what="manage")
    if mine is None:
        return _run_beside(servers)
    try:
        lock.end_leftovers()
        if servers.postgres:
            servers.start_postgres(lock.alive())
        return _command(servers)
    finally:
        servers.stop()
        mine.release()


def _run_beside(servers: Servers) -> int:
    """The portal runs, or is starting: wait for its database."""
    limit = time.monotonic() + 60
    while servers.postgres and not servers.postgres.answers():
        if time.monotonic() > limit:
            raise Halt("Basis data portal tidak menjawab; hentikan portal dan jalankan lagi.")
        time.sleep(0.2)
    return _command(servers)


def _command(servers: Servers) -> int:
    """Run it in the foreground: it has the terminal, and Ctrl-C is its own business."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.run(
            [PYTHON, "manage.py", *sys.argv[1:]],
            cwd=ROOT,
            env=servers.environment(owner=True),
            check=False,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
