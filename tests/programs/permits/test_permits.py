"""Permits: the number fits its kind, is hers alone, and an expired or foreign one needs a reason."""

import pytest

from foundation.days import today
from foundation.errors import Refused
from programs.permits.numbers import permit_number
from records.completion import void
from records.expectations import doubts_of
from records.models import StageCode
from tests import factories
from tests.programs.stage_forms import EARLIER, PERMIT, address
from tests.sessions import client_of


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("nib", "9120001234567", "9120001234567"),
        ("nib", "NIB: 9120 0012 34567", "9120001234567"),
        ("pirt", "P-IRT No. 2063173010001-28", "206317301000128"),
        ("pirt", "206317301000128", "206317301000128"),
        ("halal", "ID31110000123450920", "ID31110000123450920"),
        ("bpom", "MD 231234567890", "MD231234567890"),
        ("hki", "idm000123456", "IDM000123456"),
        ("iumk", "510/12/IUMK/2019", "510/12/IUMK/2019"),
    ],
)
def test_a_number_is_stored_as_its_kind_writes_it(kind, typed, stored):
    assert permit_number(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("nib", "912000123456"),
        ("nib", "91200012345678"),
        ("nib", "912000123456A"),
        ("nib", "٩١٢٠٠٠١٢٣٤٥٦٧"),
        ("pirt", "20631730100012"),
        ("halal", "ID123"),
        ("bpom", "MD12"),
        ("hki", "IDM"),
        ("iumk", "12"),
    ],
)
def test_a_number_that_is_none_of_its_kind_is_refused(kind, typed):
    with pytest.raises(Refused):
        permit_number(kind, typed)


@pytest.fixture
def her(db):
    return factories.participant(on=EARLIER)


@pytest.fixture
def client(db):
    return client_of(factories.sudin_officer("PPAPP"))


def test_a_wrong_number_is_told_at_its_field(client, her):
    answer = client.post(address("permits:record", her), PERMIT | {"number": "123"})
    assert answer.status_code == 422
    assert "NIB terdiri atas 13 angka." in answer.content.decode()


def test_the_same_permit_twice_is_refused_and_again_possible_after_a_void(client, her):
    from django.urls import reverse

    client.post(address("permits:record", her), PERMIT)
    assert client.post(address("permits:record", her), PERMIT).status_code == 409

    record = her.stage_records.get(stage="P4")
    client.post(reverse("records:void", args=[record.public_id]), {"reason": "Salah tanggal"})
    assert client.post(address("permits:record", her), PERMIT).status_code == 302


def test_somebody_elses_number_needs_a_reason_and_names_nobody(client, her):
    other = factories.participant(on=EARLIER, name="Orang Lain")
    client.post(address("permits:record", other), PERMIT, follow=True)

    warned = client.post(address("permits:record", her), PERMIT)
    assert warned.status_code == 409
    assert "sudah tercatat untuk peserta lain" in warned.content.decode()
    assert "Orang Lain" not in warned.content.decode()

    assert client.post(address("permits:record", her), PERMIT | {"reason": "Usaha bersama"}).status_code == 302
    assert her.stage_records.get(stage="P4").reason == "Usaha bersama"


def test_an_expired_permit_needs_a_reason(client, her):
    expired = PERMIT | {"issued_on": "02/01/2020", "expires_on": "02/01/2025"}
    assert client.post(address("permits:record", her), expired).status_code == 409


def test_it_cannot_expire_before_it_was_issued(client, her):
    answer = client.post(address("permits:record", her), PERMIT | {"expires_on": "01/11/2026"})
    assert answer.status_code == 422


def test_only_an_nib_is_the_permit_that_training_expects(client, her):
    words = "Peserta belum memiliki NIB"
    client.post(address("permits:record", her), PERMIT | {"kind": "hki", "number": "IDM000123456"})
    assert words in doubts_of([her], StageCode.TRAINING, today())[her.pk][0].words

    client.post(address("permits:record", her), PERMIT)
    assert not doubts_of([her], StageCode.TRAINING, today())


def test_an_nib_taken_back_is_missing_again(client, her):
    client.post(address("permits:record", her), PERMIT)
    void(her.stage_records.get(stage="P4"), by=factories.sudin_officer("PPAPP"), reason="Salah orang")

    assert doubts_of([her], StageCode.TRAINING, today())
