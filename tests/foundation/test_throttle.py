from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from foundation.errors import TooMany
from foundation.throttle import throttle

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon(db):
    with time_machine.travel(NOON, tick=False):
        yield


def test_the_try_beyond_the_limit_is_refused_with_the_time_to_wait():
    for _ in range(3):
        throttle("nik", 1, limit=3, per_seconds=3600)

    with pytest.raises(TooMany, match="60 menit") as refusal:
        throttle("nik", 1, limit=3, per_seconds=3600)
    assert refusal.value.status == 429


def test_another_asker_another_matter_and_a_later_hour_are_counted_apart():
    throttle("nik", 1, limit=1, per_seconds=3600)
    throttle("nik", 2, limit=1, per_seconds=3600)
    throttle("ekspor", 1, limit=1, per_seconds=3600)
    with time_machine.travel(NOON.replace(hour=13), tick=False):
        throttle("nik", 1, limit=1, per_seconds=3600)


def test_the_asker_is_not_stored_readably():
    throttle("masuk", "siti@10.0.0.7", limit=1, per_seconds=60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM foundation_throttle t")
        assert "siti" not in str(cursor.fetchall())
