"""What was ticked in a list."""

from uuid import UUID

import pytest

from foundation.errors import Refused
from foundation.picking import picked_ids, picked_versions

ONE, OTHER = UUID(int=1, version=4), UUID(int=2, version=4)


def test_ids_are_read_in_the_order_in_which_they_were_sent():
    assert picked_ids([str(OTHER), str(ONE)]) == [OTHER, ONE]
    assert picked_ids([]) == []


def test_rows_come_with_the_version_that_was_seen():
    assert picked_versions([f"{ONE}:3", f"{OTHER}:1"]) == {ONE: 3, OTHER: 1}


@pytest.mark.parametrize("text", ["", "bukan-id", "1", f"{ONE}x"])
def test_an_unreadable_id_is_refused_in_words(text):
    with pytest.raises(Refused, match=f"Pilihan “{text}” tidak terbaca"):
        picked_ids([str(ONE), text])


def test_a_long_one_is_named_in_short():
    with pytest.raises(Refused, match=r"“x{40}” tidak terbaca"):
        picked_ids(["x" * 60])


@pytest.mark.parametrize("text", [f"{ONE}", f"{ONE}:", f"{ONE}:x", "bukan-id:1", f"{ONE}:1:2", f"{ONE}:" + "9" * 5000])
def test_so_is_an_unreadable_version(text):
    with pytest.raises(Refused, match=r"Pilihan “.*” tidak terbaca"):
        picked_versions([text])
