"""What gunicorn itself answers to what is no request at all: in Indonesian, repeating nothing of what was sent."""

import socket

from gunicorn import util

WORDS = {
    400: "Permintaan tidak dapat dibaca. Periksa alamat halaman, lalu coba lagi.",
    403: "Permintaan ini tidak diterima.",
    414: "Alamat halaman terlalu panjang. Buka halamannya dari menu portal, lalu coba lagi.",
    431: "Kepala permintaan terlalu besar. Hapus kuki portal di peramban, lalu masuk lagi.",
    500: "Terjadi kesalahan pada sistem. Coba lagi atau hubungi administrator.",
}
PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>{words}</title></head>
<body><p>{words}</p><p><a href="/">Ke beranda</a></p></body></html>
"""
HEAD = (
    "HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n"
    "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\n\r\n"
)


def answer(sock: socket.socket, status_int: int, reason: str, mesg: str) -> None:
    """In place of gunicorn's own page, which is English and quotes the request, perhaps with a NIK in it."""
    page = PAGE.format(words=WORDS.get(status_int, WORDS[400])).encode()
    head = HEAD.format(status=status_int, reason=reason, length=len(page)).encode("latin-1")
    util.write_nonblock(sock, head + page)


def replace_gunicorns_page() -> None:
    util.write_error = answer
