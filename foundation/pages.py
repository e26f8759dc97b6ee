"""The portal's own error pages: a sentence, a reference code, no data. None of them touches the database itself."""

import sys
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from foundation import away, disk
from foundation.kept_posts import kept

log = structlog.get_logger("portal")

WORDS = {
    400: ("Permintaan tidak dapat dibaca", "Periksa isian atau alamat halaman, lalu coba lagi."),
    403: ("Tidak berwenang", "Tugas Anda tidak mencakup halaman atau tindakan ini."),
    404: ("Halaman tidak ditemukan", "Alamat ini tidak ada atau berada di luar wilayah tugas Anda."),
    405: (
        "Halaman ini tidak dapat dibuka langsung",
        "Halaman ini hanya menerima kiriman formulir. Mulai lagi dari halaman formulirnya.",
    ),
    409: ("Belum dapat dilakukan", "Periksa kembali data, lalu coba lagi."),
    413: ("Isian terlalu besar", "Kecilkan berkas atau kurangi isian, lalu coba lagi."),
    422: ("Isian berbeda", "Muat ulang halaman, lalu isi kembali."),
    429: ("Terlalu banyak percobaan", "Tunggu sebentar, lalu coba lagi."),
    500: ("Terjadi kesalahan pada sistem", "Perubahan terakhir tidak disimpan. Coba lagi atau hubungi administrator."),
    503: ("Layanan sedang terganggu", "Perubahan terakhir tidak disimpan. Coba lagi beberapa saat lagi."),
}

_SAFE = ("GET", "HEAD", "OPTIONS")


def page(
    request: HttpRequest, status: int, message: str = "", code: str = "", *, title: str = "", back: str = ""
) -> HttpResponse:
    """The error page for this status: JSON for the API, a fragment for htmx, else a whole page with a way `back`."""
    usual, advice = WORDS.get(status, WORDS[500])
    title = title or usual
    reference = getattr(request, "request_id", "")
    if request.path.startswith("/api/"):
        body = {"code": code or str(status), "message": message or title, "reference": reference}
        return JsonResponse(body, status=status)
    words = {"status": status, "title": title, "message": message or advice, "reference": reference, "back": back}
    name = "errors/_message.html" if request.headers.get("HX-Request") else "errors/page.html"
    return HttpResponse(render_to_string(name, words), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 413 if type(exception).__name__ == "RequestDataTooBig" else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    return failed(request, sys.exc_info()[1])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the session that sends it; the page that it came from has a fresh one, or, where what was
    typed is kept, the keeper answers."""
    if answer := kept(request):
        return answer
    words = "Formulir ini sudah kedaluwarsa. Buka halamannya lagi, lalu kirim kembali."
    back = own_page(request, request.headers.get("Referer", ""))
    return page(request, 403, words, title="Formulir kedaluwarsa", back=back)


def own_page(request: HttpRequest, address: str) -> str:
    """Path and query of `address` where it is a page of this portal, else nothing."""
    try:
        there = urlsplit(address)
    except ValueError:
        return ""
    return urlunsplit(("", "", there.path, there.query, "")) if there.netloc == request.get_host() else ""


def failed(request: HttpRequest, failure: BaseException | None, *, unsure: bool = False) -> HttpResponse:
    """500, or 503 when the database is away or a disk full; the answer remembers the error for RequestTransaction.

    `unsure`: COMMIT was under way, so what was sent may be stored, and the page says no other.
    """
    full = disk.is_full(failure)
    passing = full or unsure or away.is_away(failure)
    status = 503 if passing else 500
    log.error("request_failed", status=status, exc_info=failure)
    told = unsure and request.method not in _SAFE
    response = page(request, status, away.UNSURE if told else disk.FULL if full else "", "unsure" if told else "")
    if passing:
        response["Retry-After"] = "5"
    remember: Any = response
    remember.failure = failure
    return response


def undone(response: HttpResponse) -> HttpResponse:
    """This answer, marked for RequestTransaction: whatever the request has written is taken back."""
    remember: Any = response
    remember.undo = True
    return response
