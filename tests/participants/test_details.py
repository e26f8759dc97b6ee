"""The shape in which a person's details travel."""

import pytest

from participants.businesses import Business, edit_business
from participants.details import BusinessDetails, PersonDetails
from tests.factories import details, kelurahan_officer, participant

pytestmark = pytest.mark.django_db


def test_what_is_registered_is_what_is_stored():
    given = details(kk="3173050101010001")

    assert PersonDetails.of(participant(**given.values)) == given


def test_what_may_be_unknown_is_none_also_where_it_came_empty():
    given = details().values | {"kk": "", "phone": "", "email": None, "nik": "not hers to keep"}

    her = PersonDetails.among(given)

    assert (her.kk, her.phone, her.email) == (None, None, None)
    assert her.name == given["name"]


def test_a_business_is_what_was_typed_of_it():
    officer = kelurahan_officer()
    shop = Business(participant=participant(by=officer), recorded_by=officer, name="Toko", field="kuliner")
    shop.save()

    edit_business(shop, BusinessDetails(name="Warung", field="jasa", workers=3), by=officer, version=1)

    stored = Business.objects.get()
    assert (stored.name, stored.field, stored.workers, stored.capital) == ("Warung", "jasa", 3, None)
