"""What a request may carry, asked of a real gunicorn over sockets; and slow senders, who silence nobody."""

import io
import json
import os
import re
import socket
import struct
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Lock

import pytest
from django.conf import settings

from foundation import bodies, disk
from foundation.bodies import FILES, LARGE_AT_ONCE, WITHOUT_SESSION, BodyRefusals, ReadFirst
from jakpreneur import patience
from local.paths import ROOT
from local.processes import spawn, stop, wait_until
from offices.roles import Role
from tests import factories
from tests.sessions import client_of

MEGABYTES = 400 * 1024 * 1024
TEXT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
SLOW = 240


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


def test_whoever_hangs_up_midway_leaves_no_error(portal, tmp_path):
    for lines in (["Content-Length: 1000"], ["Transfer-Encoding: chunked"]):
        with dial(portal) as line:
            line.sendall(head("/masuk/", *lines) + b"5\r\nlo")
    with dial(portal) as line:
        line.sendall(head("/masuk/", method="GET"))
        assert answer_to(line)[0] == 200

    limit = time.monotonic() + 10
    while (written := (tmp_path / "gunicorn.log").read_text()).count('"status": 400') < 2 and time.monotonic() < limit:
        time.sleep(0.05)
    assert written.count('"status": 400') == 2
    assert '"level": "error"' not in written


def environ_of(body, kind="multipart/form-data; boundary=x"):
    return {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": kind, "PATH_INFO": "/", "wsgi.input": io.BytesIO(body)}


def test_no_more_large_bodies_lie_on_the_disk_than_there_is_room_for():
    there, most, lock = 0, 0, Lock()

    def application(environ, start_response):
        nonlocal there, most
        with lock:
            there += 1
            most = max(most, there)
        time.sleep(0.05)
        assert len(environ["wsgi.input"].read()) == WITHOUT_SESSION + 1
        with lock:
            there -= 1
        return [b"ok"]

    first = ReadFirst(application, has_signed_in=lambda environ: True, at_work=2 * LARGE_AT_ONCE)
    with ThreadPoolExecutor(2 * LARGE_AT_ONCE) as senders:
        bodies_sent = [environ_of(b"x" * (WITHOUT_SESSION + 1)) for _ in range(3 * LARGE_AT_ONCE)]
        answers = list(senders.map(lambda environ: first(environ, None), bodies_sent))

    assert answers == [[b"ok"]] * 3 * LARGE_AT_ONCE
    assert most == LARGE_AT_ONCE


def test_a_full_disk_is_said_in_words(rf, monkeypatch):
    """/dev/full is one."""
    monkeypatch.setattr(bodies.tempfile, "SpooledTemporaryFile", lambda **_: io.FileIO("/dev/full", "w"))
    answered = []

    def application(environ, start_response):
        request = rf.post("/peserta/")
        request.META |= environ
        answered.append(BodyRefusals(lambda request: pytest.fail("the body was taken"))(request))
        return []

    ReadFirst(application, has_signed_in=lambda environ: True, at_work=1)(environ_of(b"isi"), None)

    assert answered[0].status_code == 503
    assert disk.FULL in answered[0].content.decode()


def test_a_connection_inherits_how_long_silence_is_waited_for():
    class Listener:
        sock = socket.create_server(("127.0.0.1", 0))

    with Listener.sock as door:
        patience.end_patience([Listener])
        with socket.create_connection(door.getsockname()) as caller, door.accept()[0] as accepted:
            caller.sendall(b"x")
            seconds, _ = struct.unpack("ll", accepted.getsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, 16))

    assert seconds == patience.SILENCE_SECONDS


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
    head("/healthz", "Connection: close", method="GET"),
], ids=["header", "body", "chunk", "stays on the line"])  # fmt: skip
def test_slow_visitors_silence_neither_health_nor_pages(shipped, began):
    with ExitStack() as opened:
        for _ in range(SLOW):
            opened.enter_context(dial(shipped)).sendall(began)
        time.sleep(0.5)
        found = [health(shipped, path) for path in ("/healthz", "/masuk/") for _ in range(5)]

    assert {status for status, _ in found} == {200}
    assert max(seconds for _, seconds in found) < 3
