"""Which passwords are too easy, and the sentence that says so."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.factories import kelurahan_officer

pytestmark = pytest.mark.django_db
EASY = [
    "passwordpassword",
    "Password.Password1",
    "rahasiarahasia",
    "sandi-sandi-sandi",
    "aaaaaaaaaaaa",
    "abababababab",
    "qwertyuiop123",
    "1q2w3e4r5t6y",
    "abcdefghijklmnop",
    "zyxwvutsrqpo",
    "asdfghjklqwerty",
    "abcd1234abcd1234",
]
GOOD = [
    "empat kata mudah diingat",
    "kuda-baterai-staples",
    "hujan turun di kebun pala",
    "xK9#mQ2$vL7p",
    "sandi-contoh-untuk-uji",
]


@pytest.mark.parametrize("password", EASY)
def test_repeated_words_few_characters_and_rows_of_the_keyboard_are_refused(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)

    assert any("Kata sandi" in text or "Gunakan" in text or "terlalu" in text for text in refusal.value.messages)


@pytest.mark.parametrize("password", GOOD)
def test_several_words_or_real_chance_are_taken(password):
    validate_password(password, kelurahan_officer())


@pytest.mark.parametrize(
    "password", ["Petugas.Rosalinda1", "rosalinda-2026!!", "DuriKepa2026!", "kelurahan-duri-kepa", "jakpreneur2026"]
)
def test_ones_own_name_place_and_office_are_refused(password):
    officer = kelurahan_officer()
    officer.full_name = "Rosalinda Petugas"

    with pytest.raises(ValidationError):
        validate_password(password, officer)
