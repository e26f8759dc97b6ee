"""Third-party front-end files: npm brings them, this copies the few that pages use.

build/frontend/vendor is served as static files under vendor/. No bundler: the files are used as published.
"""

import os
import re
import shutil
import subprocess

from local import binaries
from local.paths import BUILD, LOGS, NODE_MODULES, ROOT, VENDOR
from local.saying import Halt, say

STAMP = BUILD / ".frontend"
LOCK = ROOT / "package-lock.json"
FILES = {
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap-icons.svg": "bootstrap-icons/bootstrap-icons.svg",
    "echarts.min.js": "echarts/dist/echarts.min.js",
    "tom-select.complete.min.js": "tom-select/dist/js/tom-select.complete.min.js",
    "tom-select.bootstrap5.min.css": "tom-select/dist/css/tom-select.bootstrap5.min.css",
    "plus-jakarta-sans-latin-normal.woff2": (
        "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2"
    ),
}
SOURCE_MAP = re.compile(rb"^\s*/[/*][#@] sourceMappingURL=.*$", re.MULTILINE)


def vendor() -> None:
    """Bring build/frontend/vendor up to date with the lock; nothing happens when they are."""
    wanted = f"{VENDOR}{LOCK.read_text()}{sorted(FILES.items())}"
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    say("Menyiapkan berkas tampilan ...")
    npm_ci("--omit=dev")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name, source in FILES.items():
        (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", (NODE_MODULES / source).read_bytes()))
    STAMP.write_text(wanted)


def npm_ci(*arguments: str) -> None:
    """Install exactly what package-lock.json names; no package may run a script."""
    command = [*binaries.npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *arguments]
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "install.log").open("ab") as log:
        done = subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, env=node_environment(), check=False)
    if done.returncode:
        raise Halt(
            "Paket npm tidak dapat diunduh: periksa sambungan internet, lalu ulangi (var/log/install.log).",
            LOGS / "install.log",
        )


def node_environment() -> dict[str, str]:
    """npm starts `node` by name, so its folder comes first on PATH."""
    return {**os.environ, "PATH": f"{binaries.node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}
