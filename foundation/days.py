"""Days, months and moments as the city counts them: a day is a day in Jakarta."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone

JAKARTA = ZoneInfo("Asia/Jakarta")

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
# What people type: the full name, its first three letters, and the spellings met beside them.
_MONTH_WORDS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_WORDS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_WORDS |= {"agt": 8, "ags": 8, "agust": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2}

NO_SUCH_DAY = "Tanggal ini tidak ada di kalender; tulis hari/bulan/tahun, misalnya 07/12/2020."
NOT_A_MONTH = "Tulis bulan sebagai bulan/tahun, misalnya 12/2020 atau Desember 2020."
NOT_A_DAY = "Tulis tanggal sebagai hari/bulan/tahun, misalnya 07/12/2020 atau 7 Desember 2020."
_EARLIEST, _LATEST = 1900, 2199
NOT_A_YEAR = f"Tulis tanggal antara tahun {_EARLIEST} dan {_LATEST}."


def now() -> datetime:
    """This moment, in Jakarta's zone."""
    return timezone.now().astimezone(JAKARTA)


def today() -> date:
    """The day it is in Jakarta."""
    return now().date()


def start_of(day: date) -> datetime:
    """The moment at which that day begins in Jakarta: a filter on moments uses the index, one on days does not."""
    return datetime.combine(day, time.min, JAKARTA)


def after(day: date) -> datetime:
    """The moment at which that day is over in Jakarta."""
    return start_of(day + timedelta(days=1))


def month_number(day: date) -> int:
    """Months counted from year 0, so that neighbours differ by one; the same number the database computes."""
    return day.year * 12 + day.month - 1


def first_of(month: int) -> date:
    """The first day of the month with this number."""
    return date(month // 12, month % 12 + 1, 1)


def long_month(month: int) -> str:
    """'Desember 2020' for a month number."""
    return f"{MONTHS[month % 12]} {month // 12}"


def long_date(day: date) -> str:
    """'7 Desember 2020'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def stamp(moment: datetime) -> str:
    """'7 Desember 2020 pukul 14.30 WIB', whatever zone the moment came in."""
    local = moment.astimezone(JAKARTA)
    return f"{long_date(local)} pukul {local:%H.%M} WIB"


def parse_day(text: str) -> date:
    """The day that was typed: 07/12/2020, 7-12-2020, 7 Desember 2020 or 2020-12-07; day always before month.

    Raises ValidationError for anything else; the US order is never tried.
    """
    parts = re.split(r"[\s/.\-]+", text.strip())
    if len(parts) != 3:
        raise ValidationError(NOT_A_DAY, code="invalid")
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text.strip()):
        parts.reverse()
    day, month, year = parts
    month = str(_MONTH_WORDS.get(month.lower(), month))
    return _day(day, month, year)


def parse_month(text: str) -> date:
    """The first day of the month that was typed: 12/2020, Desember 2020 or 2020-12. Raises ValidationError."""
    parts = re.split(r"[\s/.\-]+", text.strip())
    if len(parts) != 2:
        raise ValidationError(NOT_A_MONTH, code="invalid")
    if len(parts[0]) == 4 and parts[0].isdigit():
        parts.reverse()
    try:
        return _day("1", str(_MONTH_WORDS.get(parts[0].lower(), parts[0])), parts[1])
    except ValidationError:
        raise ValidationError(NOT_A_MONTH, code="invalid") from None


def within_calendar(day: date) -> None:
    """Raises ValidationError for a day in a year that `parse_day` would not read; for dates that machines send."""
    if not _EARLIEST <= day.year <= _LATEST:
        raise ValidationError(NOT_A_YEAR, code="invalid")


def _day(day: str, month: str, year: str) -> date:
    shapes = (r"[0-9]{1,2}", day), (r"[0-9]{1,2}", month), (r"[0-9]{4}", year)
    if not all(re.fullmatch(shape, part) for shape, part in shapes) or not _EARLIEST <= int(year) <= _LATEST:
        raise ValidationError(NOT_A_DAY, code="invalid")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValidationError(NO_SUCH_DAY, code="invalid") from None
