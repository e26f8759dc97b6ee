"""`make manage ARGS="..."`: a manage.py command against the portal of this folder, started or not."""

import os
import shutil
import signal
import subprocess
import sys
import time

from local import home, lock
from local.paths import LOGS, PYTHON, ROOT
from local.saying import Halt, guarded
from local.servers import Servers


def main() -> int:
    """With the portal running, use its database; else start PostgreSQL for the time of the command."""
    LOGS.mkdir(parents=True, exist_ok=True)
    mine = lock.Lock.take(wait=False, what="manage")
    while mine is None and lock.holder().get("what") != "run":
        time.sleep(0.2)  # another command is at work, or the holder is just beginning
        mine = lock.Lock.take(wait=False, what="manage")
    if mine is None:
        return _run_beside(Servers())
    lock.end_leftovers()
    home.leave_swept_places()
    servers = Servers()
    try:
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
    env = _environment(servers)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return subprocess.run(
            [PYTHON, "manage.py", *sys.argv[1:]],
            cwd=ROOT,
            env=env,
            check=False,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def _environment(servers: Servers) -> dict[str, str]:
    """The owner's; the private server's own psql, which `dbshell` starts by name, comes first on PATH."""
    env = servers.environment(owner=True)
    if servers.postgres:
        env["PATH"] = f"{servers.postgres.programs()}{os.pathsep}{env.get('PATH', '')}"
    if "dbshell" in sys.argv[1:2] and not shutil.which("psql", path=env["PATH"]):
        raise Halt(
            "psql tidak ada di mesin ini, dan paket PostgreSQL bawaan portal tidak memuatnya; pasang postgresql-client."
        )
    return env


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
