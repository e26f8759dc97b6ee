"""What a NIK tells, and what it must agree with.

Sixteen digits: place of first registration (six), day, month and year of birth (women's day plus 40), serial.
There is no check digit; only Dukcapil can confirm a NIK.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError

from foundation.days import long_date, today
from participants.participants import Sex

OLDEST, YOUNGEST = 100, 15
"""Ages in years outside which a NIK is refused as mistyped."""

EARLIEST_BIRTH = date(1900, 1, 1)

PLACES = Path(__file__).parent / "data" / "nik_places.txt"


NOTHING = "–"

SHOWN = 4
"""The leading digits a mask leaves: the city. What follows are kecamatan, birth date with sex, and serial (ADR 40)."""


def masked_nik(number: str | None) -> str:
    """3173••••••••••••: neither birth date nor serial, whoever looks. A KK, which is built alike, is masked alike."""
    return number[:SHOWN].ljust(16, "•") if number and len(number) == 16 else NOTHING


def masked_birth(day: date) -> str:
    """ "36 tahun pada 2026": by the years alone, so that the day on which it changes is nobody's birthday."""
    year = today().year
    return f"{year - day.year} tahun pada {year}"


def masked_phone(number: str | None) -> str:
    """+62••••••7890."""
    return f"{number[:3]}••••••{number[-4:]}" if number and len(number) > 9 else NOTHING


class BadNik(ValueError):
    """The number cannot be a NIK; the message says what to do."""


@dataclass(frozen=True)
class Nik:
    """A well-formed NIK and what it implies."""

    number: str
    birth_date: date
    sex: Sex

    @property
    def place(self) -> str:
        return self.number[:6]

    @property
    def masked(self) -> str:
        return masked_nik(self.number)


def is_damaged(text: str) -> bool:
    """Whether Excel has made a number of the digits: 3,17E+15."""
    return bool(re.fullmatch(r"\d[.,]?\d*[eE]\+?\d+", text.strip()))


def read_nik(text: str) -> Nik:
    """The NIK in `text`, spaces, dots and dashes removed. Raises BadNik with the sentence the officer reads."""
    digits = re.sub(r"[\s.\-]", "", text)
    if is_damaged(text):
        raise BadNik("NIK ini rusak oleh Excel (bentuk 3,17E+15). Ketik ulang ke-16 angkanya dari KTP.")
    if not re.fullmatch(r"[0-9]{16}", digits):
        raise BadNik("NIK harus terdiri atas 16 angka.")
    if digits[:2] not in provinces():
        raise BadNik(f"Dua angka pertama NIK ({digits[:2]}) bukan kode provinsi. Periksa KTP.")
    if digits[12:] == "0000":
        raise BadNik("Empat angka terakhir NIK tidak mungkin 0000. Periksa KTP.")
    day = int(digits[6:8])
    born = _birth_date(day - 40 if day > 40 else day, int(digits[8:10]), int(digits[10:12]))
    return Nik(digits, born, Sex.FEMALE if day > 40 else Sex.MALE)


def check_birth_date(day: date) -> None:
    """Raises ValidationError for a day on which nobody who lives can have been born."""
    if not EARLIEST_BIRTH <= day <= today():
        raise ValidationError("Tanggal lahir paling awal tahun 1900 dan tidak boleh melebihi hari ini.")


def differences(nik: Nik, *, birth_date: date | None, sex: str | None, telling: bool = True) -> list[str]:
    """What makes one look twice: warnings that an officer may pass with a reason, in the officer's words.

    `telling`: with what the NIK says instead, for the officer who typed it.
    """
    found = []
    says_day, says_sex, says_place = (
        f" ({words})" if telling else "" for words in (long_date(nik.birth_date), nik.sex.label, nik.place)
    )
    if birth_date and birth_date != nik.birth_date:
        found.append(
            f"Tanggal lahir berbeda dengan yang tersirat pada NIK{says_day}. "
            "Periksa KTP, lalu isi alasan untuk melanjutkan."
        )
    if sex and sex != nik.sex:
        found.append(
            f"Jenis kelamin berbeda dengan yang tersirat pada NIK{says_sex}. "
            "Periksa KTP, lalu isi alasan untuk melanjutkan."
        )
    if nik.place not in places():
        found.append(
            f"Kode kecamatan pada NIK{says_place} tidak dikenal. Periksa KTP, lalu isi alasan untuk melanjutkan."
        )
    return found


def disagreements(number: str, *, birth_date: date | None, sex: str | None) -> list[str]:
    """`differences` for a NIK that is stored already, without its digits: one that is no longer readable (a person
    over the age limit) is itself the warning."""
    try:
        return differences(read_nik(number), birth_date=birth_date, sex=sex, telling=False)
    except BadNik as unreadable:
        return [str(unreadable)]


def _birth_date(day: int, month: int, year: int) -> date:
    """The only date of that day, month and two-digit year at which the person has a possible age."""
    now = today()
    for century in (2000, 1900):
        try:
            born = date(century + year, month, day)
        except ValueError:
            continue
        age = now.year - born.year - ((now.month, now.day) < (born.month, born.day))
        if YOUNGEST <= age <= OLDEST:
            return born
    if _is_date(day, month, year):
        raise BadNik(f"Umur menurut NIK di luar {YOUNGEST}–{OLDEST} tahun. Periksa angka ke-7 sampai ke-12 pada KTP.")
    raise BadNik("Tanggal lahir pada NIK (angka ke-7 sampai ke-12) tidak mungkin. Periksa KTP.")


def _is_date(day: int, month: int, year: int) -> bool:
    for century in (2000, 1900):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


@cache
def places() -> frozenset[str]:
    """The kecamatan codes of the whole country, as the first six digits of a NIK show them."""
    return frozenset(PLACES.read_text().split())


@cache
def provinces() -> frozenset[str]:
    return frozenset(place[:2] for place in places())
