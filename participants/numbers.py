"""Registration numbers: year, running number, check digit ("2026-000123-7")."""

import re

from django.db import connection
from stdnum.iso7064 import mod_11_10

SEQUENCE = "participants_registration_number"


def next_number(year: int) -> str:
    """A number nobody else gets. The running number never starts again, so that no row is waited for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [SEQUENCE])
        return formatted(year, cursor.fetchone()[0])


def formatted(year: int, running: int) -> str:
    """The number with its check digit, which finds every mistyped digit and every swap of neighbours."""
    check = mod_11_10.calc_check_digit(f"{year}{running:06d}")
    return f"{year}-{running:06d}-{check}"


def written(text: str) -> str:
    """A typed registration number the way it is stored, whatever stands between its digits."""
    digits = re.sub(r"\D", "", text)
    return f"{digits[:4]}-{digits[4:-1]}-{digits[-1:]}"


def is_number(text: str) -> bool:
    """Whether `text` is a registration number with a right check digit."""
    digits = text.replace("-", "").strip()
    return digits.isascii() and digits.isdigit() and 11 <= len(digits) <= 18 and mod_11_10.is_valid(digits)
