"""The browser of the tests: the machine's Chromium, else the one inside the npm package @sparticuz/chromium."""

import fcntl
import importlib.util
import os
import subprocess
import tarfile
from pathlib import Path
from typing import Any

from local import binaries, frontend
from local.paths import BUILD, NODE_MODULES

PACKAGE = NODE_MODULES / "@sparticuz" / "chromium" / "bin"
UNPACKED = BUILD / "chromium"
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
FLAGS = [*QUIET, "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"]
if os.geteuid() == 0:
    FLAGS.append("--no-sandbox")
UNPACK = """
const fs = require('fs'), zlib = require('zlib');
const [from, to] = process.argv.slice(1);
fs.createReadStream(from).pipe(zlib.createBrotliDecompress()).pipe(fs.createWriteStream(to));
"""
START = """#!/bin/sh
export LD_LIBRARY_PATH="{folder}/lib:$LD_LIBRARY_PATH" FONTCONFIG_FILE="{folder}/fonts.conf"
exec "{folder}/chromium" "$@"
"""
FONTS = """<fontconfig>
  <dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""


def driver(own: Path | None = None) -> dict[str, str]:
    """What Playwright needs to start: nothing, or our Node.js where its `own` lacks a library of this machine."""
    package = importlib.util.find_spec("playwright")
    assert package
    assert package.origin
    own = own or Path(package.origin).parent / "driver" / "node"
    return {} if _starts(own) else {"PLAYWRIGHT_NODEJS_PATH": str(binaries.node())}


def program() -> Path:
    """The browser to start; unpacks npm's when the machine has none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := binaries.on_path(name):
            return found
    return _from_npm()


def _from_npm() -> Path:
    """A start script beside the unpacked browser, so that it finds the libraries that came with it.

    Test processes come here side by side: the first one unpacks, the others wait.
    """
    start = UNPACKED / "start"
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "chromium.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not start.exists():
            _unpack_all(start)
    return start


def _unpack_all(start: Path) -> None:
    if not PACKAGE.exists():
        frontend.npm_ci()
    UNPACKED.mkdir(exist_ok=True)
    _unpack(PACKAGE / "chromium.br", UNPACKED / "chromium")
    (UNPACKED / "chromium").chmod(0o755)
    safely: dict[str, Any] = (
        {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    )  # Debian 12's Python has no filters yet
    for archive in ("al2023", "swiftshader", "fonts"):
        _unpack(PACKAGE / f"{archive}.tar.br", UNPACKED / f"{archive}.tar")
        with tarfile.open(UNPACKED / f"{archive}.tar") as tar:
            tar.extractall(UNPACKED, **safely)  # noqa: S202 -- npm has checked the package against our lock
        (UNPACKED / f"{archive}.tar").unlink()
    (UNPACKED / "fonts.conf").write_text(FONTS.format(folder=UNPACKED))
    start.write_text(START.format(folder=UNPACKED))
    start.chmod(0o755)


def _starts(program: Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _unpack(source: Path, target: Path) -> None:
    subprocess.run([binaries.node(), "-e", UNPACK, source, target], check=True)
