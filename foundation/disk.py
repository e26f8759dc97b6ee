"""A disk without room, the database's or ours: one sentence, whoever meets it."""

import errno

FULL = "Penyimpanan portal penuh; perubahan terakhir tidak disimpan. Beri tahu administrator portal."
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, over the share of it, or over the size that a file may have here."""
_DISK_FULL = "53100"
"""PostgreSQL's code for it."""


def is_full(failure: BaseException | None) -> bool:
    """Whether this failure, or one behind it, is a disk's: ours while writing a file, or PostgreSQL's."""
    while failure is not None:
        if isinstance(failure, OSError) and failure.errno in _NO_ROOM:
            return True
        if getattr(failure, "pgcode", None) == _DISK_FULL:
            return True
        failure = failure.__cause__ or failure.__context__
    return False
