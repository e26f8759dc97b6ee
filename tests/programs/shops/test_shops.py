"""Shops in the web: a real address, once."""

import pytest

from tests import factories
from tests.programs.stage_forms import EARLIER, SHOP, address
from tests.sessions import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def her():
    return factories.participant(on=EARLIER)


@pytest.fixture
def client():
    return client_of(factories.sudin_officer("PPAPP"))


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://toko.id/x", "bukan alamat", "https://wa.me/6281234567890", "https://a@toko.id"],
)
def test_what_is_no_shop_is_told(client, her, url):
    assert client.post(address("shops:record", her), SHOP | {"url": url}).status_code == 422


def test_an_address_without_scheme_is_completed(client, her):
    client.post(address("shops:record", her), SHOP | {"url": "www.tokopedia.com/contoh"})
    assert her.shoplinks.get().url == "https://www.tokopedia.com/contoh"


def test_the_same_shop_is_recorded_once(client, her):
    client.post(address("shops:record", her), SHOP)
    assert client.post(address("shops:record", her), SHOP).status_code == 409
