import pytest
from django.core.exceptions import ValidationError

from foundation.formfields import LineField, TextField
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
