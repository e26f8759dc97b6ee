"""What /readyz finds wrong is said at the keyboard, once."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from local.telling import Telling


@pytest.fixture
def ready():
    """A door that answers as /readyz does, with what the test puts in `checks`."""

    class Answer(BaseHTTPRequestHandler):
        checks: dict = {}

        def do_GET(self):
            well = all(check["ok"] for check in self.checks.values())
            self.send_response(200 if well else 503)
            self.end_headers()
            self.wfile.write(json.dumps({"checks": self.checks}).encode())

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Answer, Telling(f"http://127.0.0.1:{server.server_port}/readyz")
        server.shutdown()


def test_what_stays_wrong_is_said_once_and_so_is_that_it_is_well_again(ready, capsys):
    answer, telling = ready
    answer.checks = {"disk": {"ok": False, "detail": "tersisa 0,1 GB untuk berkas", "advice": "Kosongkan ruang."}}
    telling.look()
    assert capsys.readouterr().out == ""
    telling.look()
    telling.look()
    assert capsys.readouterr().out == "Perhatian: Kosongkan ruang. (disk: tersisa 0,1 GB untuk berkas)\n"

    answer.checks = {"disk": {"ok": True, "detail": "tersisa 9 GB untuk berkas", "advice": ""}}
    telling.look()
    telling.look()
    assert capsys.readouterr().out == "Sudah baik kembali: disk.\n"


def test_a_portal_that_does_not_answer_is_the_supervisors_business(capsys):
    Telling("http://127.0.0.1:9/readyz").look()

    assert capsys.readouterr().out == ""
