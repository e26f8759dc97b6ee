import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from foundation.history import history_of
from offices.models import Region, Sudin
from tests import factories
from tests.foundation import rooms

pytestmark = pytest.mark.usefixtures("committed")


def _name():
    return Sudin.objects.get(pk="PPAPP").name


def test_a_page_that_answers_has_committed(web):
    assert web.get("/uji/fine").status_code == 200
    assert not connection.in_atomic_block
    assert _name() == "halaman beres"


@pytest.mark.parametrize("address", ["/uji/boom", "/uji/500"])
def test_a_page_that_fails_has_changed_nothing(web, address):
    assert web.get(address).status_code == 500
    assert _name() != "halaman gagal"


def test_an_answer_is_never_success_when_nothing_was_stored(web):
    answer = web.get("/uji/swallow")

    assert answer.status_code == 500
    assert b"tersimpan" not in answer.content
    assert _name() != "hilang diam-diam"


def test_a_deadlock_runs_the_whole_request_again_uploads_included(web):
    content = {"q": "isi", "berkas": [SimpleUploadedFile(f"{n}.txt", f" dan berkas {n}".encode()) for n in (1, 2)]}
    answer = web.post("/uji/deadlock/2", content)

    assert (answer.status_code, answer.content) == (200, b"isi dan berkas 1 dan berkas 2")
    assert len(rooms.tries) == 3
    assert list(Region.objects.filter(code__startswith="99").values_list("code", flat=True)) == ["99.03"]


def test_a_deadlock_in_the_api_runs_the_whole_request_again_body_included(web):
    answer = web.post("/api/uji/deadlock/2", {"q": "isi"}, "application/json")

    assert (answer.status_code, answer.json()) == (200, {"q": "isi"})
    assert len(rooms.tries) == 3


def test_after_three_tries_it_is_given_up_and_nothing_remains(web):
    assert web.post("/uji/deadlock/9").status_code == 503
    assert len(rooms.tries) == 3
    assert not Region.objects.filter(code__startswith="99").exists()


def test_a_request_names_itself_in_history_and_its_user_too(web):
    officer = factories.kelurahan_officer()
    web.force_login(officer)
    answer = web.get("/uji/fine")

    change = history_of(Sudin(pk="PPAPP")).last()
    assert (change.user_id, change.request_id) == (officer.pk, answer["X-Request-Id"])
    assert change.label == "permintaan GET"


def test_a_lost_database_is_said_plainly(web):
    answer = web.get("/uji/away")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "Layanan sedang terganggu" in answer.content.decode()
