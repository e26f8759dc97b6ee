from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from foundation import numbers
from foundation.formfields import RupiahField, WholeNumberField
from foundation.templatetags import indonesian, look


@pytest.mark.parametrize("typed", ["15.000", "15000", " 15.000 "])
def test_fifteen_thousand_with_a_dot_is_fifteen_thousand(typed):
    assert numbers.whole(typed) == 15_000
    assert WholeNumberField().clean(typed) == 15_000


@pytest.mark.parametrize(
    "typed", ["15.0", "1.5", "15,000", "1500.000", "1e5", "0x10", "１５", "15 000", "--1", "9" * 40]
)
def test_what_could_be_misread_is_refused(typed):
    with pytest.raises(ValidationError):
        numbers.whole(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500000", "1500000.00"),
        ("1.500.000", "1500000.00"),
        ("Rp 1.500.000,50", "1500000.50"),
        ("Rp1.500.000,-", "1500000.00"),
        ("0", "0.00"),
    ],
)
def test_rupiah_is_read_as_written(typed, amount):
    assert RupiahField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["1,500,000", "1.500.000.00", "1500.5", "-5", "NaN", "Infinity", "1e9"])
def test_rupiah_in_another_notation_is_refused(typed):
    with pytest.raises(ValidationError):
        RupiahField().clean(typed)


def test_a_number_beyond_its_column_is_refused_before_the_database():
    with pytest.raises(ValidationError, match=r"Paling banyak 2\.147\.483\.647"):
        WholeNumberField().clean("2147483648")


def test_numbers_are_shown_grouped_and_percentages_with_two_places():
    assert indonesian.grouped(15430) == "15.430"
    assert numbers.percent(5871, 7626) == Decimal("76.99")
    assert numbers.percent(1, 0) is None
    assert indonesian.rupiah(Decimal("1500000.00")) == "Rp1.500.000"
    assert indonesian.rupiah(Decimal("1500000.50")) == "Rp1.500.000,50"


def test_a_form_shows_a_stored_number_as_it_would_be_typed():
    assert WholeNumberField().prepare_value(15_000) == "15.000"
    assert RupiahField().prepare_value(Decimal("1500000.00")) == "1.500.000"
    assert RupiahField().prepare_value(Decimal("1500000.50")) == "1.500.000,50"


@pytest.mark.parametrize(
    ("shown", "width"), [("77,03", "77.03"), ("77.03", "77.03"), (Decimal("77.03"), "77.03"), ("–", "0.00")]
)
def test_a_share_draws_the_same_bar_however_it_is_written(shown, width):
    assert look.svg(shown) == width


def test_a_share_above_a_thousand_percent_is_reached():
    assert look.level("1.077,03") == 6


def test_a_negative_number_is_shown_with_the_sign_for_minus():
    assert indonesian.grouped(-1500) == "−1.500"
