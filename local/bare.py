"""`make bare`: what README promises of an empty machine, tried on one: set-up, checks, a browser test, the portal.

An ordinary user with a closed home, a folder with a space and an accent, umask 077, no language. Not part of `make test`.
"""

import argparse
import os
import shlex
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence

from local import debian, registries
from local.paths import ROOT
from local.saying import guarded, say

PACKAGES = ("python3", "python3-pip", "make", "git", "ca-certificates")
USER, PLACE = "petugas", "/home/petugas/Portal Jakpreneur é"
TRIALS = (
    "make install",
    "make check",
    'make test ARGS="-n0 tests/browser/test_look.py"',
    "make run",
    """make manage ARGS="dbshell -- -c 'SELECT 1'\"""",
)
PORT = 8390


def main() -> int:
    """Every command on every suite; exit code 1 when one of them failed."""
    wanted = _wanted()
    failed = [word for suite in wanted.suite for word in _tried(suite, wanted.command or TRIALS, wanted.port)]
    say(f"Gagal: {'; '.join(failed)}" if failed else "Semua berjalan di mesin kosong.")
    return bool(failed)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bare", description=__doc__)
    parser.add_argument("--suite", nargs="+", choices=debian.SUITES, default=list(debian.SUITES))
    parser.add_argument("--port", type=int, default=PORT, help="of `make run`")
    parser.add_argument("command", nargs="*", help=f"each in quotes; else: {'; '.join(TRIALS)}")
    return parser.parse_args()


def _tried(suite: str, commands: Sequence[str], port: int) -> list[str]:
    """The commands that failed, in a fresh root; what they say is shown as they say it."""
    with debian.debian(suite, PACKAGES) as root:
        root.run(f"useradd --create-home {USER} && chmod 0700 /home/{USER}")
        root.take_tree(PLACE)
        root.run(f"chown -R {USER}: /home/{USER}")
        failed = []
        for command in commands:
            begun = time.monotonic()
            good = _runs(root, command, port) if command == "make run" else _passes(root, command)
            say(f"== {suite}: {command}: {'ok' if good else 'GAGAL'}  {time.monotonic() - begun:.0f} s")
            if not good:
                failed.append(f"{suite}: {command}")
        return failed


def _command(root: debian.Debian, command: str) -> list[str]:
    env = registries.environment() | {"HOME": f"/home/{USER}"}
    return root.command(f"umask 077; cd {shlex.quote(PLACE)}; {command}", user=USER, env=env)


def _passes(root: debian.Debian, command: str) -> bool:
    return subprocess.run(_command(root, command), stdin=subprocess.DEVNULL, check=False).returncode == 0


def _runs(root: debian.Debian, command: str, port: int) -> bool:
    """Whether the portal says that it is ready, answers, and ends when told to."""
    running = _command(root, f"echo $$ > ~/pid; exec {command} PORT={port}")
    process = subprocess.Popen(running, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        for line in process.stdout:
            say(line.rstrip())
            if line.startswith("Portal siap: "):
                return _answers(port)
        return False
    finally:
        root.run(f"kill -TERM $(cat /home/{USER}/pid) || true")
        process.wait(60)


def _answers(port: int) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/masuk/", timeout=20) as page:
        return page.status == 200


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
