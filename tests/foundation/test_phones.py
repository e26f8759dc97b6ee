"""Mobile numbers as they are typed."""

import pytest
from django.core.exceptions import ValidationError

from foundation.formfields import PhoneField
from foundation.phones import parse_mobile


@pytest.mark.parametrize("read", [parse_mobile, PhoneField().clean], ids=["verb", "field"])
@pytest.mark.parametrize("typed", ["0812 3456-7890", "6281234567890", "+62 812 3456 7890"])
def test_mobile_numbers_become_one_form(read, typed):
    assert read(typed) == "+6281234567890"


@pytest.mark.parametrize("read", [parse_mobile, PhoneField().clean], ids=["verb", "field"])
@pytest.mark.parametrize(
    "typed", ["021 555 1234", "112", "+1 212 555 0100", "halo", "0812 3456-7890 ext. 5", "0" * 300]
)
def test_land_lines_short_and_foreign_numbers_are_no_mobiles(read, typed):
    with pytest.raises(ValidationError):
        read(typed)


def test_nothing_is_no_mobile():
    with pytest.raises(ValidationError):
        parse_mobile("")
