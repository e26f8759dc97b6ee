"""What is no request at all is answered in Indonesian by the real server, and nothing of it is repeated."""

import socket
from urllib.parse import urlsplit

import pytest

NIK = b"3173050101900001"


def _answer(portal, sent):
    where = urlsplit(portal)
    with socket.create_connection((where.hostname, where.port), timeout=10) as line:
        line.sendall(sent)
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"GET /" + NIK * 400 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "Alamat halaman terlalu panjang."),
        (NIK + b" bukan permintaan\r\n\r\n", 400, "Permintaan tidak dapat dibaca."),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nA b: " + NIK + b"\r\n\r\n", 400, "Permintaan tidak dapat dibaca."),
        (b"GET / HTTP/1.1\r\n" + b"Cookie: " + NIK * 1000 + b"\r\n\r\n", 431, "Kepala permintaan terlalu besar."),
    ],
)
def test_what_no_request_can_be_made_of_is_said_in_indonesian_and_not_repeated(portal, sent, status, words):
    answer = _answer(portal, sent)

    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert words in answer
    assert NIK.decode() not in answer
    assert "no-store" in answer
