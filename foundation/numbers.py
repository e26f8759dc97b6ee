"""Numbers as Indonesians write them: a dot groups thousands, a comma begins the decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError

NOT_A_NUMBER = "Tulis bilangan bulat, misalnya 15000 atau 15.000."
NOT_RUPIAH = "Tulis jumlah rupiah, misalnya 1500000, 1.500.000 atau 1.500.000,50."

_GROUPED = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)")
_RUPIAH = re.compile(r"(?:Rp\.?\s*)?((?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+))(?:,([0-9]{1,2}))?(?:,-)?", re.IGNORECASE)
_LONGEST = 30


def whole(text: str) -> int:
    """The whole number that was typed: '15.000' is fifteen thousand, '15.0' is refused. Raises ValidationError."""
    text = text.strip()
    if len(text) > _LONGEST or not _GROUPED.fullmatch(text):
        raise ValidationError(NOT_A_NUMBER, code="invalid")
    return int(text.replace(".", ""))


def rupiah(text: str) -> Decimal:
    """The amount that was typed: 'Rp 1.500.000,50' is 1500000.50. Raises ValidationError."""
    match = _RUPIAH.fullmatch(text.strip())
    if len(text) > _LONGEST or match is None:
        raise ValidationError(NOT_RUPIAH, code="invalid")
    units, cents = match.groups()
    return Decimal(f"{units.replace('.', '')}.{cents or '00'}")


def grouped(number: int | Decimal) -> str:
    """15430 is '15.430'; decimals keep their places: Decimal('77.03') is '77,03'."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def shown_rupiah(amount: Decimal) -> str:
    """'Rp1.500.000', with cents only where there are any."""
    exact = Decimal(amount).quantize(Decimal("0.01"))
    short = exact.to_integral_value() if exact == exact.to_integral_value() else exact
    return ("-Rp" if short < 0 else "Rp") + grouped(abs(short))


def percent(part: int | Decimal, whole: int | Decimal | None) -> Decimal | None:
    """The share in percent with two places, Decimal("77.03"); None where there is nothing to take a share of."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
