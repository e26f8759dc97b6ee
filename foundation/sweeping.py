"""Files and rows brought together again: staged files of committed rows are moved, files that no row names go.

Both may run late, twice or side by side, and beside people who send files. See `foundation.storage`.
"""

import os
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import structlog
from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from foundation.storage import STAGING, KeptStorage

log = structlog.get_logger("portal")

KEPT_UNNAMED = 24 * 3600
"""Seconds that a file without a row is left alone: no transaction, and no try of a job, lasts that long."""
AT_ONCE = 5_000
MOST_UNNAMED = 100
"""So many files without a row, and more than two thirds of all, are no leftovers: another database's files. Sealing all
anew under another key leaves half."""


def file_fields() -> list[FileField]:
    """Every field of every model that names files."""
    models = apps.get_models(include_auto_created=True)
    fields = [field for model in models if not model._meta.proxy for field in model._meta.local_fields]
    return [field for field in fields if isinstance(field, FileField)]


def settle_staged() -> int:
    """Move staged files that a committed row names into place, which COMMIT was kept from; answers how many."""
    storage, moved = _storage(), 0
    root = Path(storage.location) / STAGING
    for names in _in_parts(_files(root)):
        moved += sum(storage.settle(name) for name in named_among(names))
    if moved:
        log.error("files_moved_late", count=moved)
    return moved


def sweep() -> int:
    """Delete files older than a day that no row names, staged or in place; answers how many.

    Where most files would go it deletes none and says so: the database is another than the files', or empty.
    """
    settle_staged()
    root, oldest = Path(_storage().location), time.time() - KEPT_UNNAMED
    total, leftovers = 0, []
    for paths in _in_parts(_files(root)):
        total += len(paths)
        names = {path: path.removeprefix(f"{STAGING}/") for path in paths if _older(root / path, oldest)}
        named = named_among(names.values())
        leftovers += [root / path for path, name in names.items() if name not in named]
    if len(leftovers) > max(MOST_UNNAMED, total * 2 // 3):
        log.error("files_of_another_database", count=len(leftovers))
        return 0
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def named_among(names: Collection[str]) -> set[str]:
    """Those of the names that a row names."""
    found: set[str] = set()
    for field in file_fields():
        rows = field.model._base_manager.filter(**{f"{field.name}__in": names})
        found.update(rows.values_list(field.name, flat=True))
    return found


def _storage() -> KeptStorage:
    return default_storage  # type: ignore[return-value]


def _files(root: Path) -> Iterator[str]:
    """The files below, by their path from there, folder by folder."""
    for folder, _, names in os.walk(root):
        yield from ((Path(folder) / name).relative_to(root).as_posix() for name in names)


def _in_parts(names: Iterator[str]) -> Iterator[list[str]]:
    while part := list(islice(names, AT_ONCE)):
        yield part


def _older(path: Path, moment: float) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < moment
    return False
