"""What a NIK tells, over all NIKs that could be typed."""

import re
import string
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foundation.days import today
from participants.identity import (
    OLDEST,
    YOUNGEST,
    BadNik,
    differences,
    masked_nik,
    masked_phone,
    places,
    provinces,
    read_nik,
)
from participants.participants import Sex

GROWN = st.integers(YOUNGEST * 366, (OLDEST - 1) * 365).map(lambda days: today() - timedelta(days=days))
PLACES = st.sampled_from(sorted(places()))


def number(place: str, born: date, sex: Sex, serial: int) -> str:
    return f"{place}{born.day + 40 * (sex == Sex.FEMALE):02d}{born:%m%y}{serial:04d}"


@st.composite
def people(draw):
    born, sex = draw(GROWN), draw(st.sampled_from(Sex))
    return number(draw(PLACES), born, sex, draw(st.integers(1, 9999))), born, sex


@given(people())
def test_a_nik_tells_birth_date_and_sex(person):
    digits, born, sex = person

    nik = read_nik(digits)

    assert nik.birth_date.strftime("%d%m%y") == born.strftime("%d%m%y")
    assert nik.sex == sex
    age = (today() - nik.birth_date).days / 365.25
    assert YOUNGEST - 1 < age < OLDEST + 1


@given(people(), st.lists(st.tuples(st.integers(0, 16), st.sampled_from(" .-")), max_size=6))
def test_spaces_dots_and_dashes_change_nothing(person, extras):
    digits = person[0]
    typed = list(digits)
    for position, mark in sorted(extras, reverse=True):
        typed.insert(position, mark)

    assert read_nik("".join(typed)).number == digits


@given(people())
def test_the_mask_hides_birth_date_and_serial_and_keeps_the_length(person):
    digits = person[0]

    assert read_nik(digits).masked == f"{digits[:4]}••••••••••••"


@given(people())
def test_a_person_agrees_with_her_own_nik(person):
    nik = read_nik(person[0])

    assert differences(nik, birth_date=nik.birth_date, sex=nik.sex) == []
    assert len(differences(nik, birth_date=nik.birth_date + timedelta(days=1), sex="?")) == 2


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(text):
    with suppress(BadNik):
        assert re.fullmatch(r"[0-9]{16}", read_nik(text).number)


@given(st.text(string.digits, min_size=16, max_size=16))
def test_a_province_that_does_not_exist_is_refused(digits):
    assume(digits[:2] not in provinces())

    with pytest.raises(BadNik, match="bukan kode provinsi"):
        read_nik(digits)


@given(people(), st.integers(15, 15), st.sampled_from(["E", "e"]), st.sampled_from([".", ","]))
def test_a_nik_that_excel_has_turned_into_a_power_of_ten_is_told_as_such(person, power, letter, mark):
    digits = person[0]

    with pytest.raises(BadNik, match="Excel"):
        read_nik(f"{digits[0]}{mark}{digits[1:6]}{letter}+{power}")


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("3173057202900001", "tidak mungkin"),  # 32 February
        ("3173050013900001", "tidak mungkin"),
        ("3173058101900001", "tidak mungkin"),  # day 81: no woman is born on the 41st
        ("3173051201900000", "0000"),
        ("31730512019000010", "16 angka"),
        ("٣١٧٣٠٥١٢٠١٩٠٠٠٠١", "16 angka"),
    ],
)
def test_what_cannot_be_is_refused(digits, words):
    with pytest.raises(BadNik, match=words):
        read_nik(digits)


def test_a_child_of_today_is_told_by_age():
    with pytest.raises(BadNik, match="Umur menurut NIK"):
        read_nik(number("317305", today() - timedelta(days=365), Sex.MALE, 1))


def test_someone_born_in_2005_is_not_a_hundred():
    assert read_nik("3173051201050001").birth_date == date(2005, 1, 12)


def test_identifiers_in_lists_are_masked():
    assert masked_nik("3173050101900001") == "3173••••••••••••"
    assert masked_nik("") == "–"
    assert masked_phone("+6281234567890") == "+62••••••7890"
