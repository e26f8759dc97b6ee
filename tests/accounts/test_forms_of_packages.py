"""The forms of the sign-in package answer as ours do: 422, our words, and above them what is to be mended."""

import pytest
from django.test import Client

from offices.roles import Role
from tests.factories import PASSWORD, user_with
from tests.sessions import authenticator_of, client_of

pytestmark = pytest.mark.django_db


def stranger(user):
    return Client()


def waiting(user):
    client = Client()
    client.post("/masuk/", {"login": user.username, "password": PASSWORD})
    return client


def unset(user):
    user.authenticator_set.all().delete()
    return client_of(user, shown=False)


PAGES = [
    (stranger, "/masuk/"),
    (waiting, "/masuk/kode/"),
    (client_of, "/masuk/ulang/"),
    (client_of, "/masuk/ulang/kode/"),
    (client_of, "/akun/kata-sandi/"),
    (unset, "/akun/kode/pasang/"),
]


@pytest.mark.parametrize(("visitor", "address"), PAGES, ids=[address for _, address in PAGES])
def test_an_empty_form_is_answered_422_in_our_words_with_a_summary(visitor, address):
    user = user_with(Role.SUDIN, sudin="PPAPP")
    authenticator_of(user)

    answer = visitor(user).post(address, {"code": ""} if "kode" in address else {})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Wajib diisi." in page
    assert "Bidang ini" not in page
    assert "Perbaiki isian ini:" in page


def test_a_wrong_password_is_answered_422_and_read_aloud():
    answer = Client().post("/masuk/", {"login": "tidak.ada", "password": "bukan sandi yang benar"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
