"""Turnover: two fields; each month once, on its own last day; "15.000" is fifteen thousand."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from foundation.partial_days import PartialDay
from participants.businesses import add_business
from participants.details import BusinessDetails
from records.expectations import doubts_of
from tests import factories
from tests.programs.stage_forms import EARLIER, TURNOVER, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def client():
    return client_of(factories.sudin_officer("PPAPP"))


@pytest.mark.parametrize(("typed", "kept"), [("15.000", 15000), ("Rp 2.500.000,50", "2500000.50"), ("0", 0)])
def test_amounts_are_read_as_indonesians_write_them(client, her, typed, kept):
    client.post(address("turnover:record", her), TURNOVER | {"amount": typed})
    assert her.turnoverreports.get().amount == Decimal(kept)


@pytest.mark.parametrize("typed", ["15.00", "-1", "satu juta", "1e9", "99999999999999999999"])
def test_what_is_no_amount_is_told(client, her, typed):
    assert client.post(address("turnover:record", her), TURNOVER | {"amount": typed}).status_code == 422


def test_it_counts_on_the_last_day_of_its_month(client, her):
    client.post(address("turnover:record", her), TURNOVER | {"month": "Februari 2026"})
    assert her.stage_records.get(stage="P6").occurred_on == date(2026, 2, 28)


def test_three_months_reported_at_one_sitting_are_three_months(client, her):
    for month in ("07/2026", "08/2026", "09/2026"):
        client.post(address("turnover:record", her), TURNOVER | {"month": month})
    assert doubts_of([her], "P7", date(2026, 10, 1)) == {}


def test_a_month_is_reported_once(client, her):
    client.post(address("turnover:record", her), TURNOVER)
    again = client.post(address("turnover:record", her), TURNOVER | {"amount": "1"})
    assert again.status_code == 409
    assert "Omzet bulan ini sudah dilaporkan." in again.content.decode()
    assert her.stage_records.filter(stage="P6").count() == 1


def test_the_running_month_needs_a_reason_and_a_month_to_come_is_refused(her):
    officer = factories.sudin_officer("PPAPP")
    with time_machine.travel("2026-11-21 10:00+07:00", tick=False):
        client = client_of(officer)
        page = address("turnover:record", her)
        assert "belum berakhir" in client.post(page, TURNOVER | {"month": "11/2026"}).content.decode()
        assert client.post(page, TURNOVER | {"month": "12/2026", "reason": "x"}).status_code == 409
        assert client.post(page, TURNOVER | {"month": "11/2026", "reason": "Tutup usaha"}).status_code == 302


def begun(her, *starts):
    for start in starts:
        told = BusinessDetails(name="Usaha Contoh", field="kuliner", started_on=start and PartialDay.of(start))
        add_business(her, told, by=her.registered_by)


def asked(client, her, month):
    answer = client.post(address("turnover:record", her), TURNOVER | {"month": month})
    assert answer.status_code in (302, 409)
    return [] if answer.status_code == 302 else answer.context["form"].refusal.warnings


@pytest.mark.parametrize(
    ("starts", "warning"),
    [
        (["2026"], []),
        (["2026-04"], ["Maret 2026 mendahului mulai usahanya (April 2026)."]),
        (["2026-04-02", "2026-03-31"], []),
        (["2026-04", None], []),
        ([], []),
    ],
)
def test_a_month_before_her_business_began_is_asked(client, her, starts, warning):
    begun(her, *starts)

    assert asked(client, her, "03/2026") == warning


def test_a_month_before_she_was_registered_is_asked_and_the_reason_kept(client, her):
    begun(her, "2026-01")
    earlier = {"month": f"12/{EARLIER.year - 2}"}
    answer = client.post(address("turnover:record", her), TURNOVER | earlier)
    assert "mendahului pendaftaran" in str(answer.context["form"].refusal.warnings)
    assert "mendahului mulai usahanya (Januari 2026)" in str(answer.context["form"].refusal.warnings)

    client.post(address("turnover:record", her), TURNOVER | earlier | {"reason": "Dari buku kas lama"})

    assert her.stage_records.get(stage="P6").reason == "Dari buku kas lama"
