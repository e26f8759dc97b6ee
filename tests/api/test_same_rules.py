"""Page and API read a registration alike: what the one refuses the other refuses, and what it takes it takes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from desk.registering.forms import RegistrationForm
from foundation.days import today
from offices.models import Region
from participants.models import Participant
from programs.shops.forms import ShopForm
from tests import factories
from tests.api.calls import calls_as
from tests.api.test_participants import register, registration
from tests.desk.conftest import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.kelurahan_officer()


@pytest.fixture
def kelurahan(client, officer):
    return calls_as(client, officer)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "\u200b"),
        ("name", "x" * 121),
        ("kk", "317305"),
        ("kk", "3,17E+15"),
        ("birth_place", "\u202e \u200b"),
        ("birth_date", "2090-01-01"),
        ("birth_date", "1899-12-31"),
        ("phone", "021-5555555"),
        ("phone", "+6281"),
        ("email", "contoh@"),
        ("email", f"{'x' * 120}@contoh.id"),
        ("ktp_address", "x" * 301),
        ("rt", "1234"),
        ("rw", "barat"),
        ("domicile_kelurahan", "31.73.05"),
        ("channel", "impor"),
        ("registered_on", "0001-01-01"),
        ("registered_on", "2017-12-31"),
        ("registered_on", "2090-01-01"),
    ],
)
def test_a_value_that_the_page_refuses_the_api_refuses(kelurahan, officer, field, value):
    assert field in RegistrationForm(filled(**{field: value}), officer=officer).errors

    answer = register(kelurahan, registration(**{field: value}))
    assert (answer.status_code == 409) if field == "registered_on" else (field in answer.json())
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("workers", "10.001"), ("name", "\u200b"), ("started_on", f"{date(2090, 1, 1)}"), ("started_on", "1899-12-01")],
)
def test_a_business_that_the_page_refuses_the_api_refuses(kelurahan, officer, field, value):
    business = {"name": "Dapur Contoh", "field": "kuliner"} | {field: value}
    name = {"started_on": "business_started"}.get(field, f"business_{field}")
    page = {f"business_{key}": given for key, given in business.items()} | {name: value.removesuffix("-01")}
    assert name in RegistrationForm(filled(**page), officer=officer).errors

    assert field in register(kelurahan, registration(business=business)).json()["business"]


def test_a_kelurahan_that_is_no_more_is_offered_by_neither(kelurahan, officer):
    Region.objects.filter(pk=factories.TOMANG).update(ends_on=today() - timedelta(days=1))
    gone = {"domicile_kelurahan": factories.TOMANG}

    assert "domicile_kelurahan" in RegistrationForm(filled(**gone), officer=officer).errors
    assert "domicile_kelurahan" in register(kelurahan, registration(**gone)).json()


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("phone", "0812-3456-7890", "+6281234567890"),
        ("kk", "3173 0501 0101 0001", "3173050101010001"),
        ("rt", "4", "004"),
        ("name", " Siti\u202e  Nur ", "Siti Nur"),
    ],
)
def test_a_value_is_stored_alike(kelurahan, officer, field, value, stored):
    form = RegistrationForm(filled(**{field: value}), officer=officer)
    assert form.is_valid(), form.errors
    assert getattr(form.values["details"], field) == stored

    assert register(kelurahan, registration(**{field: value})).status_code == 201
    assert getattr(Participant.objects.get(), field) == stored


@pytest.mark.parametrize("url", ["ftp://toko.id/x", "https://wa.me/6281234567890", "https://a@toko.id", "http://["])
def test_a_shop_that_the_page_refuses_the_api_refuses(client, url):
    her, officer = factories.participant(), factories.sudin_officer()
    shop = {"channel": "Tokopedia", "url": url, "opened_on": f"{today()}"}
    assert "url" in ShopForm(shop, acting=set()).errors

    calls_as(client, officer)
    address, headers = f"/api/v1/participants/{her.public_id}/stages/P5/", {"Idempotency-Key": str(uuid4())}
    answer = client.post(address, shop, content_type="application/json", headers=headers)
    assert (answer.status_code, list(answer.json())) == (400, ["url"])
