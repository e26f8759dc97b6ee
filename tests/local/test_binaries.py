"""Which PostgreSQL serves which data."""

import pytest

from local import binaries
from local.saying import Halt


def test_new_data_gets_the_newest_server_and_old_data_its_own():
    newest = binaries.postgres()

    assert binaries.postgres(binaries._major(newest)) == newest


def test_data_of_a_version_that_is_nowhere_is_said_in_one_sentence():
    with pytest.raises(Halt, match="PostgreSQL 9, yang tidak ada di mesin ini"):
        binaries.postgres("9")
