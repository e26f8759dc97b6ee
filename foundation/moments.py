"""The moment at which something became known: one for all that one deed records and takes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_SHARED: ContextVar[list[datetime] | None] = ContextVar("moment", default=None)


def moment() -> datetime:
    """This moment; inside `one_moment` the one that was asked for first.

    Ask when the lock on what is written is held: then the moments of one person follow each other as her records do.
    """
    shared = _SHARED.get()
    if shared is None:
        return timezone.now()
    if not shared:
        shared.append(timezone.now())
    return shared[0]


@contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is recorded or taken back inside became known at once, at midnight too. The outermost block counts."""
    if _SHARED.get() is not None:
        yield
        return
    mark = _SHARED.set([])
    try:
        yield
    finally:
        _SHARED.reset(mark)
