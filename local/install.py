"""Set up this folder: virtual environment, locked packages, front-end files. Quick the second time.

Runs under the machine's own python3, before any package exists: standard library only.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from local import frontend, packages
from local.packages import UV
from local.paths import BUILD, LOGS, PYTHON, ROOT, VENV
from local.saying import Halt, guarded, say


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
            lock.write(packages.locked_block("uv"))
            lock.flush()
            target = str(UV.parent.parent)
            pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "--upgrade"]
            packages.download([*pip, "--target", target, "-r", lock.name], "Pemasang paket (uv)")
    if not works(PYTHON):
        packages.download([UV, "venv", "-q", "--clear", "--python", sys.executable, VENV], "Lingkungan Python")


def requirements(names: list[str]) -> None:
    """Install what the last of these locks names (it includes the others), unless that was done already."""
    locks = [ROOT / name for name in names]
    done = VENV / ".packages"
    stamps = [hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks]
    if done.exists() and stamps[-1] in done.read_text().split():
        return
    say(f"Memasang paket Python ({names[-1]}) ...")
    packages.install("-r", locks[-1], "--require-hashes")
    done.write_text("\n".join(stamps) + "\n")


def works(python: Path) -> bool:
    """Whether this interpreter starts (a moved folder or a removed Python leaves a dead link)."""
    return python.exists() and subprocess.run([str(python), "-c", ""], check=False).returncode == 0


def main() -> int:
    """`make install`, or with --run-only what running takes. --production: the same, readable by the services' account."""
    everything = not {"--run-only", "--production"} & set(sys.argv)
    if "--production" in sys.argv:
        os.umask(0o022)
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "install.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two commands at once: the second finds everything done
        install(everything=everything)
    if "--run-only" not in sys.argv and "--quiet" not in sys.argv:
        say("Siap dipakai.")
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
