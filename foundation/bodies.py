"""What a request may carry: bounded before anything is parsed, and read before one of the few places at work is taken.

A slow sender occupies one of the server's many threads that only read and write; the few that work, each with its
connections to PostgreSQL, begin when all has come. `/healthz` needs none of them.
"""

import io
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from foundation.errors import DomainError
from foundation.health import VIEWS, healthz
from foundation.pages import failed
from foundation.refusals import refusal_page

Environ = dict[str, Any]

# A sign-in, a one-time link, a form that outlived its session: text that somebody typed. So much is kept in memory.
WITHOUT_SESSION = 64 * 1024
# A form with a file of 10 MB and the fields beside it.
FILES = 12 * 1024 * 1024
# So many larger bodies a process keeps on disk at once; the others wait with their senders.
LARGE_AT_ONCE = 16

_FAILURE = "portal.body_failure"
_PIECE = 64 * 1024
_AT_ONCE = tuple(path for path, view in VIEWS.items() if view is healthz)


class TooLarge(DomainError):
    """More than is taken from this sender."""

    status = 413
    code = "too_large"


class Unreadable(DomainError):
    """The body stopped coming, or is not what its headers say."""

    status = 400
    code = "unreadable"

    def __init__(self) -> None:
        super().__init__("Kiriman terputus di tengah jalan atau tidak dapat dibaca. Kirim sekali lagi.")


class ReadFirst:
    """WSGI: the whole body within its bound, chunked or not, then the application on one of `at_work` threads.

    `has_signed_in` is asked, on such a thread, of whoever sends more than a stranger may.
    """

    def __init__(self, application: Callable, *, has_signed_in: Callable[[Environ], bool], at_work: int) -> None:
        self.application = application
        self.has_signed_in = has_signed_in
        self.workers = ThreadPoolExecutor(at_work, thread_name_prefix="at-work")
        self.large = BoundedSemaphore(LARGE_AT_ONCE)

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        with ExitStack() as until_answered:
            try:
                body, size = self._read(environ, until_answered)
            except (DomainError, OSError) as failure:  # of the disk: the sender's are Unreadable
                environ[_FAILURE] = failure
                body, size = io.BytesIO(), 0
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(size)
            if environ.get("PATH_INFO") in _AT_ONCE:
                return self.application(environ, start_response)
            return self.workers.submit(self.application, environ, start_response).result()

    def _read(self, environ: Environ, until_answered: ExitStack) -> tuple[Any, int]:
        """The body and its size. Raises TooLarge as soon as that is known, Unreadable where it does not end."""
        declared, chunked = _declared(environ), "HTTP_TRANSFER_ENCODING" in environ
        spool = tempfile.SpooledTemporaryFile(max_size=WITHOUT_SESSION)  # noqa: SIM115 - closed with the answer
        kept = until_answered.enter_context(spool)
        bound, size = WITHOUT_SESSION, 0
        while chunked or size < declared:
            if bound == WITHOUT_SESSION < max(size, declared):
                bound = self._bound(environ)
                until_answered.enter_context(self.large)
            if max(size, declared) > bound:
                raise TooLarge(f"Kiriman ini lebih besar dari {bound // 1024 // 1024} MB. Kecilkan berkas atau isian.")
            piece = _piece(environ, _PIECE if chunked else min(_PIECE, declared - size))
            if not piece and chunked:
                break
            if not piece:
                raise Unreadable
            size += len(piece)
            kept.write(piece)
        kept.seek(0)
        return kept, size

    def _bound(self, environ: Environ) -> int:
        """The most that whoever has signed in may send in this way; raises TooLarge for a stranger."""
        if not self.workers.submit(self.has_signed_in, environ).result():
            raise TooLarge(
                "Kiriman sebesar ini hanya diterima setelah masuk. Bila sesi Anda sudah berakhir, masuk, lalu kirim lagi."
            )
        with_files = environ.get("CONTENT_TYPE", "").lower().startswith("multipart/form-data")
        return FILES if with_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class BodyRefusals:
    """Answers for bodies that were not taken, before anything looks for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        failure = request.META.get(_FAILURE)
        if failure is None:
            return self.get_response(request)
        return refusal_page(request, failure) if isinstance(failure, DomainError) else failed(request, failure)


def _declared(environ: Environ) -> int:
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _piece(environ: Environ, size: int) -> bytes:
    """The next bytes; nothing at the end. Of a sender who is gone, or silent for as long as the server waits: Unreadable."""
    try:
        return environ["wsgi.input"].read(size)
    except OSError as broken:
        raise Unreadable from broken
