import pytest
from django.core.exceptions import ValidationError

from foundation.formfields import LineField, PhoneField, TextField
from foundation.text import clean


def test_control_and_bidi_characters_disappear_and_letters_are_composed():
    assert clean("  Siti\u202e\u200b\x07  Nu\u0301r\t") == "Siti N\u00far"


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b"])
def test_what_nobody_types_is_refused(typed):
    with pytest.raises(ValidationError):
        clean(typed)


def test_line_breaks_live_only_where_several_lines_are_asked_for():
    assert TextField().clean("satu \r\n dua") == "satu\ndua"
    assert LineField(20).clean("satu\ndua") == "satu dua"


def test_text_longer_than_its_column_is_refused():
    with pytest.raises(ValidationError, match="Paling banyak 5 karakter"):
        LineField(5).clean("enam__")


@pytest.mark.parametrize("typed", ["0812 3456-7890", "6281234567890", "+62 812 3456 7890"])
def test_mobile_numbers_become_one_form(typed):
    assert PhoneField().clean(typed) == "+6281234567890"


@pytest.mark.parametrize("typed", ["021 555 1234", "112", "+1 212 555 0100", "halo"])
def test_land_lines_short_and_foreign_numbers_are_no_mobiles(typed):
    with pytest.raises(ValidationError):
        PhoneField().clean(typed)
