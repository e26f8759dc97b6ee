"""`make check`: everything that can be said about the code without running the portal. All run, then the verdict."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from local.packages import UV
from local.paths import PYTHON, ROOT
from local.saying import Halt, guarded, say
from local.trial import settings_for_tests

BIN = PYTHON.parent
MANAGE: list = [PYTHON, "-W", "ignore", "manage.py"]
LOCKS = ("requirements.in", "requirements-dev.in", "requirements-binaries.in")
COMPILE: list = [
    UV,
    "pip",
    "compile",
    "-q",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
]
NOWHERE = "postgresql://nobody@/nothing?host=/nonexistent"
CHECKS: dict[str, list] = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "types": [BIN / "mypy"],
    "imports": [BIN / "lint-imports", "--no-logo"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "markup": [BIN / "djangofmt", "--check", "templates"],
    "templates": [*MANAGE, "compile_templates"],
}


def main() -> int:
    """All checks, those named, or (the word `lock`) the locks made anew. Exit code 1 when any check failed."""
    wanted = sys.argv[1:]
    if wanted[:1] == ["lock"]:
        for name in LOCKS:
            lock(name, *wanted[1:])
        return 0
    if unknown := set(wanted) - set(CHECKS):
        raise Halt(f"Tidak ada pemeriksaan bernama {', '.join(sorted(unknown))}; yang ada: {', '.join(CHECKS)}.")
    failed = [name for name, command in CHECKS.items() if name in (wanted or CHECKS) and not passes(name, command)]
    failed += [f"lock {name}" for name in LOCKS if not wanted and not is_locked(name)]
    say(f"Gagal: {', '.join(failed)}" if failed else "Semua pemeriksaan lolos.")
    return bool(failed)


def passes(name: str, command: list) -> bool:
    begun = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=production(), capture_output=True, text=True, check=False)
    say(f"{name:<12}{'ok' if done.returncode == 0 else 'GAGAL'}  {time.monotonic() - begun:.1f} s")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0


def is_locked(name: str) -> bool:
    """Whether compiling this list again, from the pins that are there, gives the very lock that is there."""
    lock = ROOT / name.replace(".in", ".txt")
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / lock.name
        again.write_bytes(lock.read_bytes())
        done = subprocess.run([*COMPILE, name, "-o", again], cwd=ROOT, capture_output=True, text=True, check=False)
        same = done.returncode == 0 and again.read_bytes() == lock.read_bytes()
    say(f"{'lock':<12}{'ok' if same else 'GAGAL'}  {name}" + ("" if same else f" (make lock)\n{done.stderr}"))
    return same


def lock(name: str, *arguments: str) -> None:
    subprocess.run([*COMPILE, name, "-o", name.replace(".in", ".txt"), *arguments], cwd=ROOT, check=True)


def production() -> dict[str, str]:
    """Settings as in production; no check connects to anything."""
    public = {"DEMO": "0", "DEBUG": "0", "ALLOWED_HOSTS": "portal.example.id", "REDIS_URL": "unix:///nonexistent"}
    urls = dict.fromkeys(("DATABASE_URL", "DATABASE_READER_URL"), NOWHERE)
    return os.environ | settings_for_tests() | public | urls


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
