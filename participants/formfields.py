"""Form fields that only people have: NIK, family card, RT and RW."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from foundation.formfields import LineField
from participants.identity import BadNik, Nik, is_damaged, read_nik


class NikField(LineField):
    """A NIK, read; spaces, dots and dashes are let pass. Speaks of numbers that Excel has damaged."""

    inputmode = "numeric"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(40, **kwargs)

    def read(self, text: str) -> Nik:
        try:
            return read_nik(text)
        except BadNik as error:
            raise ValidationError(str(error), code="nik") from None

    def prepare_value(self, value: Any) -> Any:
        return value.number if isinstance(value, Nik) else value


class FamilyCardField(LineField):
    """A family card number (KK): sixteen digits."""

    inputmode = "numeric"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(40, **kwargs)

    def read(self, text: str) -> str:
        if is_damaged(text):
            raise ValidationError("Nomor KK ini rusak oleh Excel (bentuk 3,17E+15). Ketik ulang ke-16 angkanya.")
        digits = re.sub(r"[\s.\-]", "", text)
        if not re.fullmatch(r"[0-9]{16}", digits):
            raise ValidationError("Nomor Kartu Keluarga harus terdiri atas 16 angka.")
        return digits


class NeighbourhoodField(LineField):
    """RT or RW: up to three digits, stored as three ("4" is "004")."""

    inputmode = "numeric"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(12, **kwargs)

    def read(self, text: str) -> str:
        if not re.fullmatch(r"[0-9]{1,3}", text):
            raise ValidationError("Tulis sampai tiga angka, misalnya 004.")
        return text.zfill(3)
