"""How this machine reaches PyPI and npm, for a trial root: by environment and the files it names, never in the tree."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PASSED = re.compile(
    r"(PIP|UV|NPM_CONFIG)_\w+|(HTTPS?|NO|ALL)_PROXY|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS|(REQUESTS|CURL)_CA_BUNDLE", re.I
)
PIP = ("index-url", "extra-index-url", "trusted-host", "proxy", "cert", "timeout")
NPM = ("registry", "proxy", "https-proxy", "cafile")
NETWORK = ("/etc/resolv.conf", "/etc/hosts")


def environment() -> dict[str, str]:
    """Variables that say for pip, uv and npm what this machine's own configuration says."""
    found = _of_pip() | _of_npm() | {name: value for name, value in os.environ.items() if PASSED.fullmatch(name)}
    usual = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
    return usual | {name: value for name, value in found.items() if not _is_elsewhere(value)}


def give_files(folder: Path) -> None:
    """Into a root: the certificates that the variables name, and whom this machine asks for addresses."""
    named = [value for value in environment().values() if value.startswith("/") and Path(value).is_file()]
    for name in {*named, *NETWORK}:
        copy = folder / name.lstrip("/")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        shutil.copyfile(name, copy)
        copy.chmod(0o644)


def _is_elsewhere(value: str) -> bool:
    """A folder of this machine, which a root does not have."""
    return "file://" in value or (value.startswith("/") and Path(value).is_dir())


def _of_pip() -> dict[str, str]:
    told = _said([sys.executable, "-m", "pip", "config", "list"])
    found = dict(re.findall(r"^global\.([\w-]+)='(.*)'$", told, re.M))
    return {f"PIP_{name.upper().replace('-', '_')}": found[name] for name in PIP if name in found}


def _of_npm() -> dict[str, str]:
    if not shutil.which("npm"):
        return {}
    found = {name: _said(["npm", "config", "get", name]).strip() for name in NPM}
    return {
        f"NPM_CONFIG_{n.upper().replace('-', '_')}": value for n, value in found.items() if value not in ("", "null")
    }


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
