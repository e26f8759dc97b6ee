"""What a request may carry: bounded before anything is parsed, and read before one of the few places at work is taken.

A slow sender occupies one of the server's many threads that only read and write; the few that work, each with its
connections to PostgreSQL, begin when all has come. `/healthz` needs none of them.
"""

import io
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO

from django.http import HttpRequest, HttpResponse

from foundation.errors import DomainError
from foundation.health import VIEWS, healthz
from foundation.refusals import refusal_page

Environ = dict[str, Any]

# A sign-in, a one-time link, a form that outlived its session: text that somebody typed.
WITHOUT_SESSION = 64 * 1024
# Text and JSON, and forms with files, of whoever has signed in.
TEXT = 2 * 1024 * 1024
FILES = 12 * 1024 * 1024

_REFUSAL = "portal.body_refusal"
_PIECE = 64 * 1024
_IN_MEMORY = 256 * 1024
# A sender who is silent for so long in the middle of a body is gone.
_SILENCE_SECONDS = 20
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

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        try:
            body, size = self._read(environ)
        except DomainError as refusal:
            environ[_REFUSAL] = refusal
            body, size = io.BytesIO(), 0
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(size)
        if environ.get("PATH_INFO") in _AT_ONCE:
            return self.application(environ, start_response)
        return self.workers.submit(self.application, environ, start_response).result()

    def _read(self, environ: Environ) -> tuple[Any, int]:
        """The body and its size. Raises TooLarge as soon as that is known, Unreadable where it does not end."""
        declared, chunked = _declared(environ), "HTTP_TRANSFER_ENCODING" in environ
        bound = WITHOUT_SESSION
        kept, size = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY), 0  # noqa: SIM115 - closed with the request
        while chunked or size < declared:
            if max(size, declared) > bound:
                bound = self._bound(environ, max(size, declared))
            piece = _piece(environ, _PIECE if chunked else min(_PIECE, declared - size))
            if not piece and not chunked:
                raise Unreadable
            if not piece:
                break
            size += len(piece)
            kept.write(piece)
        kept.seek(0)
        return kept, size

    def _bound(self, environ: Environ, size: int) -> int:
        """The most that this sender may send in this way; raises TooLarge where `size` is more."""
        bound = FILES if environ.get("CONTENT_TYPE", "").lower().startswith("multipart/form-data") else TEXT
        if size > bound:
            raise TooLarge(f"Kiriman ini lebih besar dari {bound // 1024 // 1024} MB. Kecilkan berkas atau isian.")
        if not self.workers.submit(self.has_signed_in, environ).result():
            raise TooLarge(
                "Kiriman sebesar ini hanya diterima setelah masuk. Bila sesi Anda sudah berakhir, masuk, lalu kirim lagi."
            )
        return bound


class BodyRefusals:
    """Answers for bodies that were not taken, before anything looks for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal = request.META.get(_REFUSAL)
        return refusal_page(request, refusal) if refusal else self.get_response(request)


def _declared(environ: Environ) -> int:
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _piece(environ: Environ, size: int) -> bytes:
    """The next bytes; nothing at the end. The server's socket waits no longer than for a sender who is still there."""
    source: BinaryIO = environ["wsgi.input"]
    socket = environ.get("gunicorn.socket")
    if socket:
        socket.settimeout(_SILENCE_SECONDS)
    try:
        return source.read(size)
    except OSError as broken:
        raise Unreadable from broken
    finally:
        if socket:
            socket.settimeout(None)
