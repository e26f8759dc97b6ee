"""What the number of each kind of permit looks like."""

import re
from typing import NamedTuple

from foundation.errors import Refused
from programs.permits.models import PermitKind


class Shape(NamedTuple):
    """A pattern for the number without blanks, dots and dashes, and what to tell whoever mistyped it."""

    pattern: str
    words: str


SHAPES = {
    PermitKind.NIB: Shape(r"[0-9]{13}", "NIB terdiri atas 13 angka."),
    PermitKind.PIRT: Shape(r"[0-9]{15,20}", "Nomor P-IRT terdiri atas sedikitnya 15 angka."),
    PermitKind.HALAL: Shape(r"(ID)?[0-9]{11,20}", "Nomor sertifikat halal terdiri atas ID dan 11 sampai 20 angka."),
    PermitKind.BPOM: Shape(r"(MD|ML)?[0-9]{12,15}", "Nomor BPOM terdiri atas MD dan sedikitnya 12 angka."),
    PermitKind.HKI: Shape(r"[A-Z]{0,4}[0-9]{6,15}", "Nomor merek seperti IDM000123456 atau nomor permohonannya."),
    PermitKind.IUMK: Shape(r"[A-Z0-9/]{5,40}", "Nomor IUMK terdiri atas sedikitnya 5 huruf atau angka."),
}

PREFIXES = {
    PermitKind.PIRT: r"^P-?IRT\s*(NO)?\.?\s*",
    PermitKind.NIB: r"^NIB\s*:?\s*",
    PermitKind.BPOM: r"^BPOM\s*(RI)?\s*",
}
"""Words that people write before the number."""


def permit_number(kind: str, text: str) -> str:
    """The number as it is stored: capitals, without blanks, dots and dashes. Refused with the kind's own words."""
    text = re.sub(PREFIXES.get(PermitKind(kind), r"^$"), "", text.strip().upper())
    number = re.sub(r"[\s.\-]", "", text)
    shape = SHAPES[PermitKind(kind)]
    if not re.fullmatch(shape.pattern, number):
        raise Refused(f"{shape.words} Periksa nomornya pada dokumen.")
    return number
