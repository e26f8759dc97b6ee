"""Where kept files lie: written beside, moved into place after COMMIT, swept when no row names them.

`foundation.sealed_files`, the default storage, seals what is kept here. A file exists for good exactly if the row
that names it does:

- Saving writes it into a staging folder on the same disk and waits until it is really there. A transaction that is
  rolled back, retried or killed leaves no more than a staged file, which `foundation.sweeping` drops after a day.
- COMMIT moves it. Killed in between, the row names a file that is still staged: it is read there, and `sweeping`
  moves it. So nothing acknowledged depends on the move.
- Deleting waits for COMMIT too: a rolled-back deletion has deleted nothing.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import transaction

from foundation import disk
from foundation.errors import FilesAway

log = structlog.get_logger("portal")

STAGING = ".staging"
WHAT_TO_DO = (
    "Penyimpanan berkas sedang tidak dapat digunakan. Coba lagi beberapa saat lagi; bila tetap begitu, beri tahu"
    " administrator portal."
)


class KeptStorage(FileSystemStorage):
    """Files of rows, under MEDIA_ROOT; `path` is where the file is at this moment."""

    @property
    def staging(self) -> FileSystemStorage:
        """The folder of files whose transaction has not been seen to commit, under the names they will have."""
        return FileSystemStorage(location=os.path.join(self.location, STAGING))

    def path(self, name: str) -> str:
        placed, staged = super().path(name), self.staging.path(name)
        return staged if os.path.exists(staged) and not os.path.exists(placed) else placed

    def settle(self, name: str) -> bool:
        """Move a staged file into place; False where it was moved or dropped before. Raises OSError."""
        placed = super().path(name)
        os.makedirs(os.path.dirname(placed), exist_ok=True)
        try:
            os.rename(self.staging.path(name), placed)
        except FileNotFoundError:
            return False
        _flush(Path(placed).parent, Path(self.location))
        return True

    def delete(self, name: str) -> None:
        """Delete the file once the transaction has committed."""
        if not name:
            raise ValueError("a file without a name cannot be deleted")
        transaction.on_commit(partial(_said, "file_not_deleted", partial(self._remove, name)))

    def _open(self, name: str, mode: str = "rb") -> File:
        try:
            return super()._open(name, mode)  # type: ignore[misc]
        except FileNotFoundError:  # moved between looking and opening
            return super()._open(name, mode)  # type: ignore[misc]

    def _save(self, name: str, content: Any) -> str:
        """Write and flush the file beside; COMMIT moves it. Raises FilesAway where the disk takes nothing.

        What fails leaves nothing half.
        """
        staging = self.staging
        with said_if_away("Berkas tidak dapat disimpan, maka isian ini juga belum tersimpan."):
            try:
                staged = Path(staging.path(staging._save(name, content)))  # type: ignore[attr-defined]
                _flush(staged, Path(self.location))
            except OSError:
                Path(staging.path(name)).unlink(missing_ok=True)
                raise
        name = staged.relative_to(staging.location).as_posix()
        transaction.on_commit(partial(_said, "file_not_moved", partial(self.settle, name)))
        return name

    def _remove(self, name: str) -> None:
        for place in (self.staging.path(name), super().path(name)):
            with suppress(FileNotFoundError):
                os.remove(place)


@contextmanager
def said_if_away(what: str) -> Iterator[None]:
    """An error of the disk becomes FilesAway, for whoever waits, and a line in the log; a full disk has its own words."""
    try:
        yield
    except OSError as failure:
        if disk.is_full(failure):
            raise
        log.error("files_away", exc_info=failure)
        raise FilesAway(f"{what} {WHAT_TO_DO}") from failure


def _said(event: str, work: Callable[[], Any]) -> None:
    """Do it; an error of the disk is logged and left to `sweeping`, because what was committed stays acknowledged."""
    try:
        work()
    except OSError as failure:
        log.error(event, exc_info=failure)


def _flush(place: Path, root: Path) -> None:
    """Wait until a file (or folder) and the folders above it, up to and including `root`, are on disk."""
    for path in (place, *place.parents):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if path == root:
            break
