"""Financing: applied, approved or rejected, disbursed; only money that was paid out completes P7."""

import pytest
from django.urls import reverse

from tests import factories
from tests.programs.stage_forms import EARLIER, FINANCING, address, png
from tests.sessions import client_of

pytestmark = pytest.mark.django_db

WHY = {"reason": "Usaha sudah kuat."}


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def client():
    return client_of(factories.sudin_officer("PPAPP"))


@pytest.fixture
def application(client, her):
    client.post(address("financing:apply", her), FINANCING)
    return her.financings.get()


def decide(client, application, state, on="10/11/2026", **more):
    application.refresh_from_db()
    typed = {"state": state, "on": on, "version": application.version} | WHY | more
    return client.post(reverse("financing:decide", args=[application.public_id]), typed)


def completed(her):
    return her.stage_records.valid().filter(stage="P7").exists()


def test_applying_approving_and_rejecting_complete_nothing(client, her, application):
    assert decide(client, application, "disetujui").status_code == 302
    assert decide(client, application, "ditolak", "11/11/2026").status_code == 302
    assert not completed(her)


def test_disbursing_completes_the_stage_on_its_day(client, her, application):
    decide(client, application, "disetujui")
    assert decide(client, application, "cair", "12/11/2026").status_code == 302

    application.refresh_from_db()
    assert application.state == "cair"
    assert application.record == her.stage_records.get(stage="P7")
    assert f"{application.record.occurred_on:%d/%m/%Y}" == "12/11/2026"


@pytest.mark.parametrize(("first", "then"), [("ditolak", "cair"), ("ditolak", "disetujui"), ("cair", "ditolak")])
def test_what_is_over_stays_over(client, application, first, then):
    decide(client, application, first)
    assert decide(client, application, then, "12/11/2026").status_code in (409, 422)


def test_a_day_before_the_application_or_to_come_is_refused(client, application, her):
    assert decide(client, application, "cair", "01/11/2026").status_code == 409
    assert decide(client, application, "cair", "01/01/2199").status_code == 409
    assert not completed(her)


def test_of_two_officers_deciding_the_second_learns_of_the_first(client, her, application):
    seen = application.version
    decide(client, application, "disetujui")
    late = decide(client, application, "ditolak", "12/11/2026", version=seen)

    assert late.status_code == 409
    assert "telah diubah oleh pengguna lain" in late.content.decode()


def test_the_form_opens_and_strangers_get_404(client, application):
    page = reverse("financing:decide", args=[application.public_id])
    assert client.get(page).status_code == 200
    assert client_of(factories.sudin_officer("KPKP")).get(page).status_code == 404
    assert client_of(factories.kelurahan_officer()).get(page).status_code == 403


def test_nothing_is_borrowed(client, her):
    assert client.post(address("financing:apply", her), FINANCING | {"amount": "0"}).status_code == 422


def test_evidence_of_what_is_not_paid_out_is_refused_instead_of_being_lost(client, her):
    answer = client.post(address("financing:apply", her), FINANCING | {"evidence": png()})

    assert answer.status_code == 409
    assert "saat modal cair" in answer.content.decode()
    assert not her.financings.exists()
