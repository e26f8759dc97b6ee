"""A day at the bazaar: attendance completes P5, sales are kept per stand and day."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from foundation.days import today
from foundation.errors import NeedsReason, NotAllowed, Refused, Stale
from programs.activities import planning
from programs.bazaars import attendance, choosing
from programs.bazaars.models import Bazaar, BazaarDay
from records.completion import void
from records.models import Source, StageRecord
from tests import factories
from tests.programs.bazaars import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def people():
    return [rows.trader() for _ in range(3)]


@pytest.fixture
def held(officer, people):
    return rows.with_stands(officer, people)


def take(held, sales, by, on=rows.YESTERDAY, **more):
    held.refresh_from_db()
    present = {rows.stand_of(held, person).public_id: amount for person, amount in sales.items()}
    return attendance.take(held, on, held.version, present, by=by, **more)


def marketed():
    return set(StageRecord.objects.valid().filter(stage="P5").values_list("participant_id", "occurred_on"))


def test_who_was_there_has_completed_p5_on_that_day(held, officer, people):
    take(held, {people[0]: Decimal(500_000), people[1]: None}, officer)

    assert marketed() == {(person.pk, rows.YESTERDAY) for person in people[:2]}
    record = StageRecord.objects.filter(stage="P5").first()
    assert (record.source, record.acting_sudin_id) == (Source.BAZAAR, "PPAPP")
    assert record.bazaarday.exhibitor.bazaar == held


def test_each_day_is_a_record_and_one_person(held, officer, people):
    take(held, {people[0]: None}, officer)
    take(held, {people[0]: None}, officer, on=today())

    assert StageRecord.objects.valid().filter(stage="P5").count() == 2
    assert StageRecord.objects.firsts().filter(stage="P5").count() == 1


def test_one_there_by_referral_is_recorded_on_every_day(officer, people):
    guest = rows.referred()
    held = rows.with_stands(officer, [*people, guest])

    take(held, {people[0]: None, guest: None}, officer)
    take(held, {people[0]: None, guest: None}, officer, on=today())

    assert {(guest.pk, rows.YESTERDAY), (guest.pk, today())} <= marketed()


def test_one_there_by_referral_is_taken_off_the_sheet_again(officer):
    guest = rows.referred()
    held = rows.with_stands(officer, [guest])
    take(held, {guest: None}, officer)

    take(held, {}, officer, reason="Salah stan")

    assert not marketed()


def test_sales_come_later_and_add_up(held, officer, people):
    take(held, {people[0]: None, people[1]: Decimal(100_000)}, officer)
    take(held, {people[0]: Decimal("750_000.50"), people[1]: Decimal(100_000)}, officer)

    assert Bazaar.objects.with_counts().get().sold == Decimal("850000.50")
    assert StageRecord.objects.filter(stage="P5").count() == 2


def test_the_same_sheet_sent_twice_records_once(held, officer, people):
    version, stand = held.version, rows.stand_of(held, people[0]).public_id
    for _ in range(2):
        attendance.take(held, rows.YESTERDAY, version, {stand: Decimal(1)}, by=officer)

    assert BazaarDay.objects.count() == 1


def test_a_correction_voids_with_the_reason_and_the_day_is_free_again(held, officer, people):
    take(held, {people[0]: None}, officer)
    with pytest.raises(NeedsReason, match="1 orang yang tercatat hadir akan dibatalkan P5-nya"):
        take(held, {}, officer)

    take(held, {}, officer, reason="Salah stan")
    assert not marketed()
    take(held, {people[0]: None}, officer)

    assert StageRecord.objects.filter(stage="P5", voided_at__isnull=False).get().void_reason == "Salah stan"
    assert len(marketed()) == 1


def test_a_day_to_come_and_a_day_outside_are_refused(officer, people):
    later = today() + timedelta(days=1)
    held = rows.with_stands(officer, people, ends_on=later)

    for day, words in ((later, "dapat dicatat mulai"), (rows.YESTERDAY - timedelta(days=1), "bukan hari kehadiran")):
        with pytest.raises(Refused, match=words):
            take(held, {people[0]: None}, officer, on=day)


def test_an_id_from_elsewhere_records_nobody(held, officer):
    with pytest.raises(Refused, match="orang yang tidak terpilih"):
        attendance.take(held, rows.YESTERDAY, held.version, {uuid4(): None}, by=officer)


def test_who_gave_the_stand_up_keeps_the_day_she_was_there(held, officer, people):
    take(held, {people[0]: Decimal(10_000)}, officer)
    choosing.replace(rows.stand_of(held, people[0]), [rows.trader().public_id], by=officer)

    assert held.listed(rows.YESTERDAY).count() == 4
    assert held.listed(today()).count() == 3


def test_a_sheet_opened_before_the_list_changed_is_stale(held, officer, people):
    version, stand = held.version, rows.stand_of(held, people[0]).public_id
    choosing.withdraw(rows.stand_of(held, people[1]), by=officer)

    with pytest.raises(Stale):
        attendance.take(held, rows.YESTERDAY, version, {stand: None}, by=officer)


def test_a_sheet_opened_before_a_record_was_taken_back_is_stale(held, officer, people):
    take(held, {people[0]: None}, officer)
    held.refresh_from_db()
    version, stand = held.version, rows.stand_of(held, people[0]).public_id
    void(StageRecord.objects.get(stage="P5"), by=officer, reason="Salah orang")

    with pytest.raises(Stale):
        attendance.take(held, rows.YESTERDAY, version, {stand: None}, by=officer)


def test_a_bazaar_with_attendance_is_not_called_off(held, officer, people):
    take(held, {people[0]: None}, officer)

    with pytest.raises(Refused, match="Kosongkan daftar hadir"):
        planning.cancel(held, by=officer, reason="Hujan")


def test_another_sudin_records_nothing(held, people):
    with pytest.raises(NotAllowed):
        take(held, {people[0]: None}, factories.sudin_officer("KPKP"))


def test_a_day_over_waits_until_its_sheet_is_saved_also_with_nobody(officer, people):
    held = rows.with_stands(officer, people)
    assert held in Bazaar.objects.awaiting_attendance()

    attendance.take(held, rows.YESTERDAY, held.version, {}, by=officer)

    assert held not in Bazaar.objects.awaiting_attendance()
    assert not StageRecord.objects.filter(stage="P5").exists()


def test_a_record_taken_back_by_hand_opens_the_day_again(held, officer, people):
    take(held, {people[0]: None}, officer)
    assert held not in Bazaar.objects.awaiting_attendance()

    void(StageRecord.objects.get(stage="P5"), by=officer, reason="Salah orang")

    assert held in Bazaar.objects.awaiting_attendance()


def test_a_bazaar_without_anybody_or_still_to_come_waits_for_nothing(officer, people):
    rows.bazaar(officer)
    rows.with_stands(officer, people, starts_on=today(), ends_on=today())

    assert not Bazaar.objects.awaiting_attendance().exists()
