"""A database that is away: all the ways in which psycopg2 and Django say so, and whether what was sent may be stored."""

from collections.abc import Iterator

import psycopg2
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError, InterfaceError, OperationalError

UNSURE = (
    "Sambungan putus saat menyimpan: perubahan terakhir mungkin sudah tersimpan. Kirim lagi isian yang sama; yang sudah"
    " tersimpan tidak disimpan dua kali."
)

READ_ONLY = "25006"
"""Become a copy of another server; as long as we stay connected to this one, it stays so."""

_SESSION_ENDED = {READ_ONLY, "25P03", "25P04"}  # InternalError in psycopg2, beside what is broken in earnest
_LINE_CUT = ("08", "57P")  # the connection's own errors, and a server or backend that was told to stop


def is_away(failure: BaseException | None) -> bool:
    """Whether this failure, or one behind it, is a database that cannot serve now; also one that was swallowed.

    Whoever goes on after the connection was cut meets errors that speak of something else: the connection knows.
    """
    return any(map(_says_so, _behind(failure))) or any(map(_is_cut, connections.all(initialized_only=True)))


def leaves_open(failure: BaseException) -> bool:
    """Whether COMMIT, answered by this, may have been done: the line was cut, and the server gave no verdict."""
    if isinstance(failure, InterfaceError):  # cut before: COMMIT was not even sent
        return False
    code = pgcode(failure)
    return code is None or code.startswith(_LINE_CUT)


def pgcode(failure: BaseException | None) -> str | None:
    """PostgreSQL's own code for it, where it gave one."""
    return next((code for one in _behind(failure) if (code := getattr(one, "pgcode", None))), None)


def _behind(failure: BaseException | None) -> Iterator[BaseException]:
    """The failure and what it was raised from or amid."""
    seen: set[int] = set()
    while failure is not None and id(failure) not in seen:
        seen.add(id(failure))
        yield failure
        failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)


def _says_so(failure: BaseException) -> bool:
    """A bare DatabaseError without a code is libpq's own: an answer was cut in the middle."""
    if isinstance(failure, OperationalError | InterfaceError | psycopg2.OperationalError | psycopg2.InterfaceError):
        return True
    if getattr(failure, "pgcode", None) in _SESSION_ENDED:
        return True
    return type(failure) in (DatabaseError, psycopg2.DatabaseError) and pgcode(failure) is None


def _is_cut(line: BaseDatabaseWrapper) -> bool:
    """Whether this connection ended inside the transaction that is still open for Django."""
    if not line.in_atomic_block:
        return False
    return line.closed_in_transaction or (line.connection is not None and bool(line.connection.closed))
