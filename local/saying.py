"""What the commands say to the person at the keyboard: short, in Indonesian, at once."""

import errno
import os
import sys
from pathlib import Path

from local.paths import ROOT, VAR

FULL = (errno.ENOSPC, errno.EDQUOT)
LITTLE = 8 * 1024 * 1024
NO_ROOM = (b"No space left on device", b"ENOSPC")
TAIL = 20_000
WRITTEN = (ROOT, VAR, Path(os.environ.get("TMPDIR") or "/tmp"))  # noqa: S108 -- only looked at


class Halt(Exception):
    """Stop with this one sentence; no traceback. `log`: where the program that failed wrote why."""

    def __init__(self, sentence: str, log: Path | None = None) -> None:
        super().__init__(sentence)
        self.log = log


def say(line: str = "") -> None:
    print(line, flush=True)


def guarded(main) -> int:
    """Run `main`; a Halt becomes one sentence on stderr and exit code 1. Where a disk is full, that is the sentence."""
    try:
        return main() or 0
    except Halt as halt:
        print(full_disk(*WRITTEN) or _told_of_full_disk(halt.log) or halt, file=sys.stderr, flush=True)
        return 1
    except OSError as failure:
        sentence = _full(failure.filename or VAR) if failure.errno in FULL else full_disk(*WRITTEN)
        if not sentence:
            raise
        print(sentence, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def full_disk(*folders: Path) -> str:
    """The sentence about the first of these folders where next to nothing can be written any more, else nothing."""
    for folder in folders:
        there = next(path for path in (folder, *folder.parents) if path.exists())
        facts = os.statvfs(there)
        if facts.f_bavail * facts.f_frsize < LITTLE:
            return _full(folder)
    return ""


def _told_of_full_disk(log: Path | None) -> str:
    """The sentence where a program ended for lack of room and took away what it had written, so that there is some.

    What a step saw may be no more than a database that went away: PostgreSQL's own log is asked too.
    """
    for told in (log, log.with_name("postgres.log")) if log else ():
        end = told.read_bytes()[-TAIL:] if told.exists() else b""
        if any(word in end for word in NO_ROOM):
            return _full(f"folder portal (rincian: {told})")
    return ""


def _full(place: object) -> str:
    return f"Disk penuh: tidak ada lagi ruang untuk menulis di {place}. Kosongkan ruang, lalu ulangi perintah ini."
