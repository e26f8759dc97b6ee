"""What a request may carry, asked of a real gunicorn over sockets; and slow senders, who silence nobody."""

import json
import os
import re
import socket
import sys
import time
import urllib.request
from contextlib import ExitStack

import pytest

from foundation.bodies import FILES, TEXT, WITHOUT_SESSION
from local.paths import ROOT
from local.processes import spawn, stop, wait_until
from offices.roles import Role
from tests import factories
from tests.sessions import client_of

MEGABYTES = 400 * 1024 * 1024
SLOW = 60


def dial(address):
    return socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1])), timeout=20)


def head(path="/masuk/", *lines, method="POST"):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *lines, "", ""]).encode()


def answer_to(line):
    """Status and text of what came back, read to the end of the connection or of the declared length."""
    said = b""
    while (piece := line.recv(65536)) and not whole(said := said + piece):
        pass
    header, _, text = said.partition(b"\r\n\r\n")
    return int(header.split()[1]), text.decode(errors="replace")


def whole(said):
    header, end, text = said.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", header)
    return bool(end and length and len(text) >= int(length[1]))


def test_a_huge_body_without_a_session_is_refused_before_it_comes(portal):
    with dial(portal) as line:
        line.sendall(head("/masuk/", f"Content-Length: {MEGABYTES}", "Content-Type: multipart/form-data; boundary=x"))
        status, text = answer_to(line)

    assert status == 413
    assert "Isian terlalu besar" in text


def test_no_address_takes_more_from_a_stranger(portal):
    answers = []
    for path in ("/masuk/", "/tidak/ada", "/api/v1/sudin/", "/healthz", "/aktivasi/karangan/"):
        with dial(portal) as line:
            line.sendall(head(path, f"Content-Length: {WITHOUT_SESSION + 1}", "Cookie: sesi=karangan"))
            answers.append(answer_to(line))

    assert [status for status, _ in answers] == [413] * 5
    assert all("hanya diterima setelah masuk" in text for _, text in answers)


def test_a_chunked_body_ends_at_the_bound(portal):
    sent = 0
    with dial(portal) as line:
        line.sendall(head("/masuk/", "Transfer-Encoding: chunked", "Content-Type: application/x-www-form-urlencoded"))
        line.settimeout(0.05)
        piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        try:
            while sent < 100 * 65536:
                line.sendall(piece)
                sent += 65536
        except OSError:
            pass
        line.settimeout(20)
        status, text = answer_to(line)

    assert status == 413
    assert "hanya diterima setelah masuk" in text
    assert sent < 100 * 65536


def test_a_small_chunked_form_is_read_like_any_other(portal):
    form = b"login=tidak.ada&password="
    with dial(portal) as line:
        line.sendall(head("/masuk/", "Transfer-Encoding: chunked", "Content-Type: application/x-www-form-urlencoded"))
        line.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (len(form), form))
        status, _ = answer_to(line)

    assert status == 403, "read, and refused for want of a token, as a form with a length is"


def test_a_broken_chunk_is_the_senders_mistake(portal):
    answers = []
    for body in (b"zz\r\n", b"5\r\nab"):
        with dial(portal) as line:
            line.sendall(head("/masuk/", "Transfer-Encoding: chunked") + body)
            line.shutdown(socket.SHUT_WR)
            answers.append(answer_to(line)[0])

    assert answers == [400, 400]


def cookie_of(user):
    return f"Cookie: sesi={client_of(user).session.session_key}"


def upload(size):
    before, after = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n', b"\r\n--x--\r\n"
    return before + b"x" * (size - len(before) - len(after)) + after


def test_with_a_session_files_may_be_large_and_text_less(portal):
    cookie = cookie_of(factories.kelurahan_officer())
    files, text = "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"
    answers = []
    for kind, size, body in ((files, FILES + 1, b""), (text, TEXT + 1, b""), (files, FILES, upload(FILES))):
        with dial(portal) as line:
            line.sendall(head("/akun/kata-sandi/", f"Content-Length: {size}", f"Content-Type: {kind}", cookie))
            line.sendall(body)
            answers.append(answer_to(line))

    assert [status for status, _ in answers] == [413, 413, 403], "the last one was read, and came without a token"
    assert "lebih besar dari 12 MB" in answers[0][1]
    assert "lebih besar dari 2 MB" in answers[1][1]


def test_a_token_may_send_what_a_stranger_may_not(portal):
    from accounts import tokens

    _, secret = tokens.issue(factories.user_with(Role.SUDIN, sudin="PPAPP"), "uji")
    size = WITHOUT_SESSION + 1
    answers = []
    for words in (secret, "jpn_karangan"):
        with dial(portal) as line:
            line.sendall(head("/api/v1/participants/", f"Content-Length: {size}", f"Authorization: Bearer {words}"))
            if words == secret:
                line.sendall(b" " * size)
            answers.append(answer_to(line))

    assert [status for status, _ in answers][1] == 413
    assert answers[0][0] not in {401, 413, 500}
    assert json.loads(answers[1][1])["code"] == "too_large"


@pytest.fixture
def shipped(committed, tmp_path):
    """The portal as gunicorn.conf.py ships it; nothing but the port is said."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "jakpreneur.wsgi"]
    server = spawn(command, log=tmp_path / "gunicorn.log", env=os.environ | {"PORT": str(port)}, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        assert wait_until(lambda: health(address)[0] == 200, server), (tmp_path / "gunicorn.log").read_text()
        yield address
    finally:
        stop(server)


def health(address, path="/healthz"):
    """Status (0 for none) and seconds."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(address + path, timeout=10) as answer:
            return answer.status, time.monotonic() - began
    except OSError:
        return 0, time.monotonic() - began


@pytest.mark.parametrize("began", [
    b"POST /masuk/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    head("/masuk/", "Content-Length: 1000") + b"login=",
    head("/masuk/", "Transfer-Encoding: chunked") + b"5\r\nlo",
], ids=["header", "body", "chunk"])  # fmt: skip
def test_slow_senders_silence_neither_health_nor_pages(shipped, began):
    with ExitStack() as opened:
        for _ in range(SLOW):
            opened.enter_context(dial(shipped)).sendall(began)
        time.sleep(0.5)
        found = [health(shipped, path) for path in ("/healthz", "/masuk/") for _ in range(5)]

    assert {status for status, _ in found} == {200}
    assert max(seconds for _, seconds in found) < 3
