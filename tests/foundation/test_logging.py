import io
import json
import logging

import pytest
import structlog
from django.test import Client

from foundation import logging as ours
from foundation.logging import masked

NIK, PHONE = "3173050101900001", "081234567890"
CANARIES = [
    NIK,
    PHONE,
    "+62 812-3456-7890",
    "siti@contoh.id",
    "Siti Contoh",
    "3173 0501 0190 0001",
    "rahasia-dari-pencarian",
]


@pytest.fixture
def lines():
    """What the portal's logging writes, line by line; the test run's own handlers come back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    stream = io.StringIO()
    ours.configure({"stream": stream, "level": "INFO"})
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers = before
    root.setLevel(level)


@pytest.mark.parametrize(
    "text",
    [
        f"NIK {NIK}",
        f"nik={NIK};",
        "3173 0501 0190 0001",
        f"HP {PHONE}",
        "+62 812-3456-7890",
        "surel siti@contoh.id",
        f"/cari?q={NIK}",
    ],
)
def test_identity_numbers_phones_mail_and_queries_are_blotted_out(text):
    assert not any(canary in masked(text) for canary in CANARIES)
    assert "3456" not in masked(text)


def test_ordinary_numbers_dates_and_times_stay_readable():
    text = "15.430 peserta, 2026-05-04T01:00:00Z, 12345678, 200 dalam 31 ms"
    assert masked(text) == text


def test_a_field_that_is_not_allowed_is_not_written(lines):
    structlog.get_logger("portal").info("tersimpan", name="Siti Contoh", nik=NIK, status=200)

    (entry,) = lines()
    assert entry["status"] == 200
    assert {"name", "nik"}.isdisjoint(entry)


def test_an_exception_is_its_class_and_place_never_its_text(lines):
    try:
        raise ValueError(f"Key (name)=(Siti Contoh, {NIK}) already exists")
    except ValueError:
        logging.getLogger("library").exception("insert failed for %s", NIK)

    (entry,) = lines()
    assert entry["failure"] == "ValueError"
    assert any("test_logging.py" in place for place in entry["where"])
    assert not any(canary in json.dumps(entry, ensure_ascii=False) for canary in CANARIES)


@pytest.mark.parametrize("address", ["/uji/fine", "/uji/boom", "/tidak/ada/{nik}", "/uji/refuse", "/uji/deadlock/9"])
def test_planted_canaries_are_nowhere_in_the_logs_of_a_request(web, db, lines, address):
    web.get(address.format(nik=NIK), {"q": NIK, "nama": "rahasia-dari-pencarian", "as": "409"})
    web.post(address.format(nik=NIK), {"q": "Siti Contoh", "hp": PHONE}, headers={"User-Agent": f"x {NIK}"})

    written = json.dumps(lines(), ensure_ascii=False)
    assert written.count('"route"') >= 2
    assert not [canary for canary in CANARIES if canary in written]


def test_a_request_is_one_line_with_its_pattern_not_its_address(web, db, lines):
    web.get("/uji/number/12345")

    (entry,) = [line for line in lines() if line["event"] == "request"]
    assert entry["route"] == "uji/number/<int:number>"
    assert set(entry) <= ours.ALLOWED


def test_a_refused_form_does_not_tell_the_links_secret(web, db, lines):
    Client(enforce_csrf_checks=True).post("/aktivasi/rahasia-dari-pencarian/", {"password": "x"})

    assert "rahasia-dari-pencarian" not in json.dumps(lines())
