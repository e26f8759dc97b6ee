"""`make operations`: docs/operasi.md, word for word, on an empty Debian, until its first administrator is signed in.

What is run is taken from the page itself: every `sh` block, in order, in one shell of root. Where the real world begins
stands something of ours: the address of the code leads to this folder, the certificate is self-made, and a `systemctl`
starts what the units say, because nothing in a chroot is systemd. Not part of `make test`.
"""

import argparse
import os
import re
import subprocess
import sys
import textwrap

from local import debian, registries
from local.paths import ROOT
from local.saying import Halt, guarded, say

PAGE = ROOT / "docs" / "operasi.md"
PACKAGES = ("ca-certificates", "openssl", "python3", "git", "make")
BLOCK = re.compile(r"^(?P<indent> *)```sh\n(?P<code>.*?)^ *```$", re.M | re.S)
NAME, CODE = "portal.contoh.go.id", "https://git.contoh.go.id/jakpreneur/portal.git"
FETCHES = ("apt-get", "make", "git")
SIGN_IN_AFTER = "manage.py first_admin"
SURROUNDINGS = f"""set -e
printf '#!/bin/sh\\nexit 101\\n' > /usr/sbin/policy-rc.d; chmod 755 /usr/sbin/policy-rc.d
echo '127.0.0.1 {NAME}' >> /etc/hosts
mkdir -p /etc/ssl/jakpreneur; cd /etc/ssl/jakpreneur
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} -addext subjectAltName=DNS:{NAME} \\
    -keyout portal.key -out portal.pem 2>/dev/null
chmod 600 portal.key
cd /srv/portal; git init --quiet --initial-branch=main; git add --all
git -c user.name=uji -c user.email=uji@example.org commit --quiet --message uji
git config --system url./srv/portal.insteadOf {CODE}
git config --system --add safe.directory '*'
chmod 755 /usr/local/bin/*
"""


def blocks(page: str) -> list[tuple[int, str]]:
    """The `sh` blocks of a page, each with the number of its first line."""
    return [
        (page[: found.start("code")].count("\n") + 1, textwrap.dedent(found["code"])) for found in BLOCK.finditer(page)
    ]


def script(page: str) -> str:
    """One shell's work: every block, announced by its line; the visit of the first administrator after her link."""
    parts = ["set -euo pipefail", "umask 077"]  # as careful servers begin; the page says where it wants another
    for line, code in blocks(page):
        parts.append(f"echo '== docs/operasi.md, baris {line}'")
        parts.append(f"{{\n{code}}} | tee /root/said" if SIGN_IN_AFTER in code else code)
        if SIGN_IN_AFTER in code:
            parts.append(f"python3 /usr/local/bin/first-visit https://{NAME} \"$(grep -o '/aktivasi/.*' /root/said)\"")
    parts.append("test ! -e /opt/jakpreneur/.venv/bin/pytest || { echo 'alat uji terpasang pada peladen'; exit 1; }")
    return "\n".join(parts)


def main() -> int:
    wanted = _wanted()
    failed = [suite for suite in wanted.suite if not _followed(suite)]
    say(f"Gagal pada: {', '.join(failed)}" if failed else "docs/operasi.md dapat diikuti kata demi kata.")
    return bool(failed)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make operations", description=__doc__)
    parser.add_argument("--suite", nargs="+", choices=debian.SUITES, default=list(debian.SUITES))
    return parser.parse_args()


def _followed(suite: str) -> bool:
    """Whether the whole page could be followed in a fresh root; what its commands say is shown as they say it."""
    page = PAGE.read_text()
    if SIGN_IN_AFTER not in "".join(code for _, code in blocks(page)):
        raise Halt(f"{PAGE.name} tidak lagi memuat perintah {SIGN_IN_AFTER}.")
    with debian.debian(suite, PACKAGES) as root:
        root.take_tree("/srv/portal")
        _put(root, "systemctl", (ROOT / "local" / "operations_systemctl").read_text())
        _put(root, "first-visit", (ROOT / "local" / "operations_visit.py").read_text())
        for name in FETCHES:  # the network of a trial leads nowhere; what fetches may use the machine's
            _put(root, name, f'#!/bin/sh\nexec nsenter --net=/run/outside /usr/bin/{name} "$@"\n')
        root.run(SURROUNDINGS)
        env = registries.environment() | {"DEBIAN_FRONTEND": "noninteractive"}
        command = root.command(script(page), env=env, inside=True)
        done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False)
        say(f"== {suite}: {'ok' if done.returncode == 0 else 'GAGAL'}")
        return done.returncode == 0


def _put(root: debian.Debian, name: str, text: str) -> None:
    (root.folder / "usr" / "local" / "bin" / name).write_text(text)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(guarded(main))
