"""The real server, asked from outside: what it answers and what it writes to its log."""

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

NIK = "3173050101900001"


def _ask(address, **headers):
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode()


def test_the_server_answers_everything_with_its_protections(portal):
    for path in ("/masuk/", "/tidak/ada", "/masuk/?q=%00", "/static/tidak-ada.js", "/healthz", "/readyz", "/api/v1/"):
        status, headers, text = _ask(portal + path)

        assert status < 500, path
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Request-Id"], path
        assert "Traceback" not in text, path


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x"])
def test_a_charset_that_is_none_is_no_error_of_ours(portal, kind):
    status, headers, _ = _ask(f"{portal}/masuk/?next=/", **{"Content-Type": f"{kind}; charset=hex"})

    assert status == 200
    assert headers["X-Request-Id"]


def test_the_servers_log_is_json_without_what_was_typed(portal, tmp_path):
    _ask(f"{portal}/peserta/?nik={NIK}", **{"User-Agent": f"peramban {NIK}", "Referer": f"http://x/?nik={NIK}"})
    _ask(f"{portal}/{NIK}")
    _ask(f"{portal}/masuk/?next=/peserta/{NIK}")

    written = Path(tmp_path / "gunicorn.log").read_text()
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines].count("request") >= 3
    assert NIK not in written
