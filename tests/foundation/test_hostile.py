from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.days import now
from offices.models import Sudin
from tests import factories

HUGE = "9" * 40
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "address",
    [
        "/uji/fine?q=%00",
        "/uji/fine?%00=1",
        "/%00",
        "/uji/fine?q=%ED%A0%80",
        pytest.param("/uji/fine?q=" + "a" * 9000, id="long"),
        "/uji/raw/" + HUGE,
        "/uji/raw/99999999999",
    ],
)
def test_no_address_is_our_error(web, db, address):
    assert web.get(address).status_code < 500


@pytest.mark.parametrize("address", ["/uji/fine?q=%00", "/uji/fine?%00=1", "/uji/raw/99999999999"])
def test_nul_and_oversized_numbers_are_answered_with_400(web, db, address):
    assert web.get(address).status_code == 400


def test_a_number_no_row_can_have_finds_nothing(web, db):
    assert web.get(f"/uji/number/{HUGE}").status_code in {200, 404}


def test_nul_in_a_form_or_a_cookie_is_refused(web, db):
    assert web.post("/uji/fine", {"q": "a\x00b"}).status_code == 400
    assert web.get("/uji/fine", headers={"Cookie": 'sesi="abcdefgh\\000ijk"'}).status_code == 400


def test_a_value_the_database_cannot_hold_undoes_the_request(web, db):
    before = Sudin.objects.get(pk="PPAPP").name
    web.get("/uji/raw/99999999999")
    assert Sudin.objects.get(pk="PPAPP").name == before


def test_such_a_value_is_the_senders_mistake_also_when_her_session_was_to_be_noted(web, db, time_machine):
    """After a minute the session's clock is written down: in a transaction that PostgreSQL has given up."""
    web.force_login(factories.kelurahan_officer())
    web.get("/uji/private")
    time_machine.move_to(now() + timedelta(minutes=2))

    assert web.get("/uji/raw/99999999999").status_code == 400


def test_too_much_text_is_413_in_words(web, db, settings):
    answer = web.post("/uji/fine", "q=" + "a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, FORM)
    assert answer.status_code == 413
    assert "terlalu besar" in answer.content.decode()


def test_too_many_fields_and_a_broken_form_are_bad_requests(web, db, settings):
    many = "&".join(f"f{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    assert web.post("/uji/fine", many, FORM).status_code == 400
    assert web.post("/uji/fine", b"x", "multipart/form-data").status_code == 400


def test_an_upload_with_a_nul_in_its_name_harms_nobody(web, db):
    upload = SimpleUploadedFile("a.txt", b"x")
    upload.name = "a\x00.txt"
    assert web.post("/uji/fine", {"berkas": upload}).status_code < 500


def test_an_unknown_host_is_a_bad_request(web, db):
    assert web.get("/uji/fine", headers={"Host": "jahat.example"}).status_code == 400
