"""What people type, made safe to store, compare and show."""

import re
import unicodedata

from django.core.exceptions import ValidationError

# Invisible characters that change how the text around them is read: bidi controls, zero-width marks, BOM.
_HIDDEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_BLANKS = re.compile(r"[^\S\n]+")


def clean(text: str, multiline: bool = False) -> str:
    """The text in NFC without control and bidi characters, blanks folded and trimmed; line breaks kept if `multiline`.

    Raises ValidationError for NUL and for half characters (lone surrogates), which nobody types.
    """
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise ValidationError("Teks memuat karakter yang tidak diizinkan.", code="invalid")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HIDDEN.sub("", text)
    text = "".join(
        " " if c == "\t" or (c == "\n" and not multiline) else c for c in text if c in "\t\n" or not _control(c)
    )
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def _control(character: str) -> bool:
    return unicodedata.category(character) == "Cc"
