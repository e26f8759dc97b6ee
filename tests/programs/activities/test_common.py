"""What every kind of activity promises, asked of classes and bazaars alike."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from foundation.days import today
from foundation.errors import NotAllowed, Refused
from programs.activities import choosing, planning
from programs.activities.attendance import compare
from programs.activities.models import Activity, Attendance
from programs.bazaars.attendance import take as bazaar_take
from programs.training.attendance import take as training_take
from records.completion import void
from tests import factories
from tests.programs.bazaars import rows as bazaars
from tests.programs.training import rows as training


@pytest.fixture
def officer(db):
    return factories.sudin_officer("PPAPP")


@pytest.fixture(params=["class", "bazaar"])
def held(request, officer) -> Activity:
    """One that is held today, with one person chosen for it."""
    if request.param == "class":
        return training.with_invitations(officer, [factories.participant("PPAPP")])
    return bazaars.with_stands(officer, [bazaars.trader()])


def take(held, present, officer) -> Attendance:
    """Her attendance of today, as it was just written down."""
    held.refresh_from_db()
    row = held.holders().get()
    ids = [row.public_id] if present else []
    if isinstance(row, Attendance):
        training_take(held, held.version, ids, by=officer, reason="NIB diurus")
        return held.holders().get()
    bazaar_take(held, today(), held.version, dict.fromkeys(ids), by=officer, reason="Salah centang")
    return row.days.get()


def test_a_sheet_is_compared_by_who_is_new_gone_and_kept():
    stays, comes, goes = uuid4(), uuid4(), uuid4()

    changes = compare([stays, comes, goes], [stays, goes], [comes, stays])

    assert (changes.new, changes.gone, changes.kept) == ([comes], [goes], [stays])
    assert changes
    assert not compare([stays, comes], [stays], [stays])


def test_who_is_not_listed_stops_the_sheet():
    with pytest.raises(Refused, match="Tidak ada yang dicatat"):
        compare([uuid4()], [], [uuid4()])


@pytest.mark.parametrize("by_hand", [True, False], ids=["voided", "on the sheet"])
def test_an_attendance_that_was_taken_back_is_one_without_a_record(held, officer, by_hand):
    there = take(held, True, officer)
    assert there.was_there
    assert held.attended_days() == {today()}
    record = there.record

    if by_hand:
        void(record, by=officer, reason="Salah orang")
    else:
        take(held, False, officer)

    there.refresh_from_db()
    record.refresh_from_db()
    assert not there.was_there
    assert record.voided_at
    assert held.attended_days() == set()


def test_once_somebody_was_there_it_is_not_called_off(held, officer):
    take(held, True, officer)

    with pytest.raises(Refused, match="Kosongkan daftar hadir"):
        planning.cancel(held, by=officer, reason="Hujan")


def test_calling_off_asks_for_a_reason_in_the_verb_and_in_the_database(held, officer):
    with pytest.raises(Refused, match="alasan"):
        planning.cancel(held, by=officer, reason=" ")
    with pytest.raises(IntegrityError, match="cancelled_with_a_reason"), transaction.atomic():
        type(held).objects.filter(pk=held.pk).update(cancelled_at=Now())

    planning.cancel(held, by=officer, reason="Hujan")

    with pytest.raises(Refused, match=f"{held.word.capitalize()} ini sudah dibatalkan"):
        planning.lock_activity(held)


def test_choosing_nobody_is_refused(held, officer):
    with pytest.raises(Refused, match="paling sedikit satu"):
        choosing.choose(held, [], by=officer, give=lambda standing, people: None)


def test_another_sudin_neither_changes_nor_calls_off(held):
    stranger = factories.sudin_officer("KPKP")

    with pytest.raises(NotAllowed):
        planning.cancel(held, by=stranger, reason="Hujan")
    with pytest.raises(NotAllowed):
        planning.change(held, held.version, by=stranger, place="Lain")
