"""A minimal Debian to try things in: made by debootstrap once, unpacked fresh for every trial, gone afterwards.

A trial has mounts and processes of its own (a namespace that a keeper holds open): whatever it starts ends with it.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local import registries
from local.paths import BUILD, ROOT
from local.saying import Halt, say

SUITES = ("trixie", "bookworm")
MIRROR = "http://deb.debian.org/debian"
NEEDED = ("debootstrap", "unshare", "nsenter", "ip", "git")
KEEPER = """set -e
mount --rbind /dev "$1/dev"
mount -t proc proc "$1/proc"
touch "$1/run/outside"; mount --bind /proc/self/ns/net "$1/run/outside"
exec unshare --net sh -c 'ip link set lo up; echo ready; while :; do sleep 1000; done'
"""
"""The first process of a trial; it reaps what others leave. /run/outside is the machine's network, its own ends here."""


@dataclass(frozen=True)
class Debian:
    """An unpacked system; `keeper` is the process that holds its namespaces."""

    folder: Path
    keeper: int

    def command(self, script: str, *, user: str = "root", env: dict[str, str], inside: bool = False) -> list[str]:
        """What runs `script` (bash) there as `user`; `inside`: on a network of its own that leads nowhere."""
        enter = ["nsenter", f"--target={self.keeper}", "--mount", "--pid", *(["--net"] if inside else [])]
        words = [f"{name}={value}" for name, value in env.items()]
        change = ["chroot", f"--userspec={user}", str(self.folder), "/usr/bin/env", "-i", *words]
        return [*enter, "--", *change, "bash", "-c", script]

    def run(self, script: str, *, user: str = "root", env: dict[str, str] | None = None) -> None:
        """Run it to its end, quietly. Raises Halt with what it said when it fails."""
        command = self.command(script, user=user, env=env or registries.environment())
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Halt(f"Gagal di dalam Debian percobaan: {script}\n{done.stdout}{done.stderr}")

    def take_tree(self, target: str) -> None:
        """This project as a clone would bring it, with what is not committed yet, into `target`."""
        names = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.split(b"\0")
        for name in filter(None, map(os.fsdecode, names)):
            copy = self.folder / target.lstrip("/") / name
            if (ROOT / name).exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy)


def must_be_possible() -> None:
    """Raises Halt, in one sentence, where a root of Debian cannot be made."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if os.geteuid() != 0 or missing:
        raise Halt(
            "Perintah ini membuat Debian kosong untuk percobaan; untuk itu diperlukan root dan debootstrap "
            "(apt-get install debootstrap)."
        )


@contextmanager
def debian(suite: str, packages: Sequence[str]) -> Iterator[Debian]:
    """A fresh minimal system with these packages."""
    must_be_possible()
    archive = _archive(suite, packages)
    place = Path(tempfile.mkdtemp(prefix="jakpreneur-debian-", dir="/var/tmp"))
    keeper = None
    try:
        folder = place / "root"
        folder.mkdir(mode=0o755)
        subprocess.run(["tar", "-xf", archive, "-C", folder], check=True)
        registries.give_files(folder)
        keeper, first = _keep(folder)
        yield Debian(folder, first)
    finally:
        if keeper:
            keeper.kill()
            keeper.communicate()
        shutil.rmtree(place, ignore_errors=True)


def _keep(folder: Path) -> tuple[subprocess.Popen, int]:
    """The keeper and the number of its first process, once everything is mounted."""
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    keeper = subprocess.Popen(
        [*apart, "sh", "-c", KEEPER, "sh", str(folder)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdout
    if keeper.stdout.readline().strip() != "ready":
        keeper.kill()
        raise Halt("Debian percobaan tidak dapat dimulai: mesin ini tidak mengizinkan `unshare` dan `mount`.")
    children = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children").read_text().split()
    return keeper, int(children[0])


def _archive(suite: str, packages: Sequence[str]) -> Path:
    """The system as debootstrap made it, packed; made when there is none with these packages."""
    mark = hashlib.sha256(" ".join(sorted(packages)).encode()).hexdigest()[:8]
    archive = BUILD / "debian" / f"{suite}-{mark}.tar"
    if archive.exists():
        return archive
    say(f"Membuat Debian {suite} kosong ...")
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jakpreneur-debootstrap-", dir="/var/tmp") as place:
        root = Path(place) / "root"
        command = ["debootstrap", "--variant=minbase", f"--include={','.join(packages)}", suite, str(root), MIRROR]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Halt(f"debootstrap gagal:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        fresh = archive.with_suffix(".new")
        subprocess.run(["tar", "-cf", fresh, "-C", root, "."], check=True)
        fresh.rename(archive)
    return archive
