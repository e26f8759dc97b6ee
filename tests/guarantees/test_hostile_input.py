"""Guarantee 25: no input gives HTTP 500. Every form and query that the portal offers, filled with what nobody types."""

import pytest
from django.db import transaction

from offices.roles import Role
from tests import factories
from tests.crawling import crawl
from tests.sessions import client_of

HOSTILE = [
    "",
    "9" * 40,
    "-1",
    "99999999999",
    "NaN",
    "31/02/2020",
    "٣١٧٣",
    "\u202e\u200b\ufeff",
    "a\x00b",
    "'\"><script>alert(1)</script>",
    "{{ 7*7 }}{% now %}",
    "x" * 5_000,
    "00000000-0000-0000-0000-000000000000",
    "31.73.99.9999",
]
LEAVE = ("/keluar/", "/api/", "/components/")


def _officers():
    yield factories.kelurahan_officer()
    yield factories.sudin_officer("PPAPP")
    yield factories.user_with(Role.PEREKONOMIAN)
    yield factories.user_with(Role.ADMINISTRATOR)


@pytest.fixture
def city(db):
    """Somebody and something on every list."""
    for _ in range(2):
        factories.participant()


def _refused_badly(client, form, value):
    """The answer's status if it is an error of ours; what the request changed is undone."""
    values = {name: said if name == "csrfmiddlewaretoken" else value for name, said in form.values.items()}
    with transaction.atomic():
        answer = getattr(client, form.method)(form.action, values)
        transaction.set_rollback(True)
    return answer.status_code >= 500 and f"{answer.status_code} {getattr(answer, 'failure', None)!r}"


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("city")
def test_no_form_and_no_query_ends_in_an_error_of_ours():
    sent, broken, seen = 0, [], set()
    for officer in _officers():
        client = client_of(officer, raise_request_exception=False)
        for page in crawl(client, most=25, leave=LEAVE):
            for form in page.forms:
                shape = (form.method, form.action.count("/"), tuple(sorted(form.values)))
                if shape in seen or form.action.startswith(LEAVE) or form.method not in {"get", "post"}:
                    continue
                seen.add(shape)
                for value in HOSTILE:
                    sent += 1
                    if error := _refused_badly(client, form, value):
                        broken.append((officer.username, form.method, form.action, value[:20], error))

    assert sent > 250
    assert broken == []
