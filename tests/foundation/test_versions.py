from datetime import date

import pytest

from foundation.errors import Stale
from foundation.versions import save_if_unchanged
from tests import factories


@pytest.fixture
def person(db):
    return factories.participant()


def test_saving_what_nobody_changed_counts_the_version_up(person):
    save_if_unchanged(person, person.version, name="Nama Baru")

    assert (person.name, person.version) == ("Nama Baru", 2)
    person.refresh_from_db()
    assert (person.name, person.version) == ("Nama Baru", 2)


def test_the_loser_learns_which_fields_differ_and_nothing_is_overwritten(person):
    seen = person.version
    save_if_unchanged(person, seen, name="Nama Pertama", birth_date=date(1991, 2, 3))

    with pytest.raises(Stale) as stale:
        save_if_unchanged(person, seen, name="Nama Kedua", birth_date=date(1991, 2, 3))

    (change,) = stale.value.changes
    assert (change.field, change.theirs, change.yours) == ("name", "Nama Pertama", "Nama Kedua")
    person.refresh_from_db()
    assert person.name == "Nama Pertama"


def test_values_in_a_conflict_are_words_an_officer_reads(person):
    save_if_unchanged(person, 1, birth_date=date(1990, 1, 13), sex="L")

    with pytest.raises(Stale) as stale:
        save_if_unchanged(person, 1, birth_date=date(1991, 2, 3), sex="P")

    shown = {change.field: (change.theirs, change.yours) for change in stale.value.changes}
    assert shown == {"birth_date": ("13 Januari 1990", "3 Februari 1991"), "sex": ("Laki-laki", "Perempuan")}


def test_what_only_the_loser_changed_is_no_difference(person):
    save_if_unchanged(person, 1, name="Nama Pertama")

    with pytest.raises(Stale) as stale:
        save_if_unchanged(person, 1, sex="L")
    assert stale.value.changes == []


def test_a_row_that_is_gone_is_stale_too(person):
    ghost = type(person)(pk=-1)
    with pytest.raises(Stale):
        save_if_unchanged(ghost, 1, name="x")
