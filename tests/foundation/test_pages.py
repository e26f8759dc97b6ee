"""What every answer looks like from outside: error pages, headers, language, refusals."""

import re

import pytest
from django.conf import settings as given
from django.test import Client

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'"
)
EVERYWHERE = [
    "/uji/fine",
    "/uji/private",
    "/uji/boom",
    "/uji/refuse?as=409",
    "/uji/refuse?as=403",
    "/uji/fine?q=%00",
    "/tidak/ada",
    "/healthz",
    "/static/js/portal.js",
    "/static/tidak-ada.js",
]


@pytest.fixture(autouse=True)
def _database(db):
    pass


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_carries_the_content_policy_and_its_companions(web, address):
    answer = web.get(address)

    wanted = {part.strip() for part in POLICY.split(";")}
    assert {part.strip() for part in answer["Content-Security-Policy"].split(";")} == wanted
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Permissions-Policy"]
    assert answer["X-Request-Id"]
    assert "Access-Control-Allow-Origin" not in answer
    answer.close()


@pytest.mark.parametrize("address", [a for a in EVERYWHERE if "portal.js" not in a and "static" not in a])
def test_no_page_is_kept_by_any_cache(web, address):
    assert "no-store" in web.get(address)["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/uji/refuse?as=409", 409, "Kelas ini penuh."),
        ("/uji/refuse?as=403", 403, "Anda tidak berwenang"),
        ("/uji/refuse?as=n", 409, "tanpa NIB"),
        ("/tidak/ada", 404, "Halaman tidak ditemukan"),
        ("/uji/boom", 500, "Terjadi kesalahan pada sistem"),
        ("/uji/fine?q=%00", 400, "Permintaan tidak dapat dibaca"),
    ],
)
def test_errors_are_pages_in_indonesian_with_a_reference_and_no_data(web, address, status, words):
    answer = web.get(address)
    text = answer.content.decode()

    assert answer.status_code == status
    assert words in text
    assert answer["X-Request-Id"] in text
    assert "Siti" not in text
    assert "3173050101900001" not in text


def test_htmx_gets_the_message_without_a_page_around_it(web):
    text = web.get("/uji/refuse?as=409", headers={"HX-Request": "true"}).content.decode()
    assert "Kelas ini penuh." in text
    assert "<html" not in text


def test_the_api_gets_the_same_sentence_as_json(web):
    answer = web.get("/api/uji/refuse?as=409")
    assert answer.status_code == 409
    assert answer.json() == {"code": "refused", "message": "Kelas ini penuh.", "reference": answer["X-Request-Id"]}


def test_a_form_without_its_token_is_refused_in_words(web):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/uji/fine", {"q": "x"})
    assert answer.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in answer.content.decode()


def test_an_expired_form_is_called_so_and_leads_back_to_its_page():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/masuk/", {"login": "x"}, headers={"Referer": "http://testserver/peserta/daftar/"})

    assert re.search(r"<h1>\s*Formulir kedaluwarsa\s*</h1>", answer.text)
    assert 'href="/peserta/daftar/"' in answer.text
    assert "Tidak berwenang" not in answer.text


def test_an_address_that_only_receives_forms_says_so_in_a_page(web):
    answer = web.get("/uji/receives")

    assert answer.status_code == 405
    assert "Halaman ini hanya menerima kiriman formulir" in answer.text
    assert answer["Allow"] == "POST"
    assert answer["Content-Security-Policy"]
    assert answer["X-Request-Id"] in answer.text


def test_pages_ask_for_a_sign_in_unless_they_say_otherwise(web):
    answer = web.get("/uji/private")
    assert answer.status_code == 302
    assert answer["Location"].startswith(given.LOGIN_URL)


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/peserta/?q=1", "/peserta/%3Fq%3D1"),
        ("http://jahat.example/x", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_htmx_is_sent_to_the_sign_in_as_a_whole_window_and_back_to_its_page(web, page, back):
    answer = web.get("/uji/private", headers={"HX-Request": "true", "HX-Current-URL": page})
    assert answer["HX-Redirect"] == f"{given.LOGIN_URL}?next={back}"
    assert b"<html" not in answer.content


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/verifikasi/?cursor=1", "/verifikasi/%3Fcursor%3D1"),
        ("http://jahat.example/x", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_what_was_sent_without_a_session_leads_back_to_the_page_it_came_from(web, page, back):
    answer = web.post("/uji/private", {"q": "x"}, headers={"Referer": page})
    assert answer["Location"] == f"{given.LOGIN_URL}?next={back}"


def test_the_sign_in_says_that_what_was_sent_is_not_done(web):
    answer = web.post("/uji/private", {"q": "x"}, follow=True)
    assert "belum diproses" in answer.text
