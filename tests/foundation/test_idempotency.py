from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from foundation.errors import Mismatch, Refused
from foundation.idempotency import IdempotencyKey, fingerprint, once
from tests import factories


@pytest.fixture
def officer(db):
    return factories.kelurahan_officer()


def test_the_second_time_shows_what_the_first_made(officer):
    key, made = uuid4(), uuid4()
    with once(officer, key, b"a") as claim:
        assert not claim.repeated
        claim.settle(made)

    with once(officer, key, b"a") as claim:
        assert claim.repeated
        assert claim.object_id == made


def test_the_same_key_for_other_content_is_a_mismatch(officer):
    key = uuid4()
    with once(officer, key, b"a") as claim:
        claim.settle(uuid4())

    with pytest.raises(Mismatch) as refusal, once(officer, key, b"b"):
        pass
    assert refusal.value.status == 422


@pytest.mark.parametrize("caught", [True, False])
def test_a_refusal_does_not_use_the_key_up(officer, caught):
    key = uuid4()
    try:
        with once(officer, key, b"a"):
            try:
                raise Refused("tidak")
            except Refused:
                if not caught:
                    raise
    except Refused:
        pass

    with once(officer, key, b"b") as claim:
        assert not claim.repeated


def test_a_key_is_its_owners_alone(officer):
    key = uuid4()
    with once(officer, key, b"a") as claim:
        claim.settle(uuid4())

    with once(factories.kelurahan_officer(), key, b"b") as claim:
        assert not claim.repeated


def test_content_is_compared_without_token_and_key_and_not_kept():
    first = QueryDict("name=Siti&once=1&csrfmiddlewaretoken=x")
    again = QueryDict("name=Siti&once=2&csrfmiddlewaretoken=y")

    assert fingerprint(first) == fingerprint(again) != fingerprint(QueryDict("name=Sita"))
    assert b"Siti" not in fingerprint(first)
    assert {f.name for f in IdempotencyKey._meta.fields} == {
        "id",
        "user_id",
        "key",
        "content_hash",
        "object_id",
        "created_at",
    }


def test_of_ten_at_once_one_makes_it_and_nine_are_shown_it(committed):
    officer, key, start = factories.kelurahan_officer(), uuid4(), Barrier(10)

    def send(_):
        try:
            start.wait()
            with transaction.atomic(), once(officer, key, b"a") as claim:
                if not claim.repeated:
                    claim.settle(uuid4())
                return claim.repeated, claim.object_id
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))

    assert sorted(repeated for repeated, _ in answers) == [False] + [True] * 9
    assert len({object_id for _, object_id in answers}) == 1
