"""Taking a record back: with a reason, by whoever may record, and what becomes of the row that filled it."""

from datetime import date

import pytest
from django.db import InternalError, transaction
from django.urls import reverse

from records.completion import complete, void
from records.models import Source, StageCode, StageRecord
from tests import factories
from tests.programs.stage_forms import EARLIER, FORMS, TURNOVER, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


def visit_of(her, officer, day):
    return complete(her, StageCode.MENTORING, on=day, by=officer, source=Source.VISIT)


def page(record):
    return reverse("records:void", args=[record.public_id])


def test_a_reason_is_asked_for_and_kept(her, officer):
    record, client = visit_of(her, officer, date(2026, 2, 1)), client_of(officer)

    assert client.get(page(record)).status_code == 200
    assert client.post(page(record), {"reason": " "}).status_code == 422
    assert client.post(page(record), {"reason": "Salah orang"}).status_code == 302

    record.refresh_from_db()
    assert (record.void_reason, record.voided_by, record.is_first) == ("Salah orang", officer, False)
    assert client.post(page(record), {"reason": "Lagi"}).status_code == 409


def test_the_next_record_becomes_the_first(her, officer):
    first, second = (visit_of(her, officer, date(2026, month, 1)) for month in (2, 3))
    client_of(officer).post(page(first), {"reason": "Salah tanggal"})

    second.refresh_from_db()
    assert second.is_first


def test_a_back_dated_record_takes_the_first_place(her, officer):
    late = visit_of(her, officer, date(2026, 3, 1))
    early = visit_of(her, officer, date(2026, 2, 1))

    late.refresh_from_db()
    assert early.is_first
    assert not late.is_first


def test_the_last_activity_goes_back_with_the_record(her, officer):
    early, late = (visit_of(her, officer, date(2026, month, 1)) for month in (2, 3))
    days = []
    for record in (late, early):
        void(record, by=officer, reason="Salah orang")
        her.refresh_from_db()
        days.append(her.last_activity_on)

    assert days == [date(2026, 2, 1), her.registered_on]


def test_a_back_dated_record_leaves_the_last_activity(her, officer):
    for month in (3, 2):
        visit_of(her, officer, date(2026, month, 1))

    her.refresh_from_db()
    assert her.last_activity_on == date(2026, 3, 1)


def test_registration_is_not_voided_here(her, officer):
    answer = client_of(officer).post(page(her.stage_records.get(stage="P1")), {"reason": "Salah"})
    assert answer.status_code == 409
    assert "Salah daftar" in answer.content.decode()


def test_a_stranger_cannot_tell_a_record_from_none(her, officer):
    record = visit_of(her, officer, date(2026, 2, 1))
    stranger = client_of(factories.sudin_officer("KPKP"))
    assert stranger.get(page(record)).status_code == 404


def test_the_month_can_be_reported_anew_after_its_record_was_voided(her, officer):
    client = client_of(officer)
    client.post(address("turnover:record", her), TURNOVER)
    assert client.post(address("turnover:record", her), TURNOVER).status_code == 409

    client.post(page(her.stage_records.get(stage="P6")), {"reason": "Salah ketik"})
    assert client.post(address("turnover:record", her), TURNOVER | {"amount": "3.000.000"}).status_code == 302


def test_a_voided_disbursement_is_an_approved_application_again(her, officer):
    client = client_of(officer)
    client.post(address("financing:apply", her), FORMS["financing:apply"][1])
    client.post(page(her.stage_records.get(stage="P7")), {"reason": "Belum cair"})

    financing = her.financings.get()
    assert (financing.state, financing.disbursed_on, financing.record) == ("disetujui", None, None)


@pytest.mark.parametrize(
    "act",
    [
        lambda record: StageRecord.objects.filter(pk=record.pk).delete(),
        lambda record: StageRecord.objects.filter(pk=record.pk).update(occurred_on=date(2026, 1, 9)),
        lambda record: StageRecord.objects.filter(pk=record.pk).update(credited_line="KPKP"),
        lambda record: StageRecord.objects.filter(pk=record.pk).update(note="lain"),
    ],
    ids=["delete", "day", "credit", "note"],
)
def test_the_database_refuses_to_change_a_record(her, officer, act):
    record = visit_of(her, officer, date(2026, 2, 1))
    with pytest.raises(InternalError), transaction.atomic():
        act(record)


def test_the_database_refuses_to_revive_a_voided_record(her, officer):
    record = void(visit_of(her, officer, date(2026, 2, 1)), by=officer, reason="Salah")
    with pytest.raises(InternalError), transaction.atomic():
        StageRecord.objects.filter(pk=record.pk).update(voided_at=None, voided_by=None, void_reason="")
