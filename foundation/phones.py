"""Mobile numbers as Indonesians type them, kept as E.164."""

import phonenumbers
from django.core.exceptions import ValidationError

NOT_A_MOBILE = "Tulis nomor HP Indonesia, misalnya 0812-3456-7890 atau +62 812 3456 7890."
INDONESIA = 62


def parse_mobile(text: str) -> str:
    """'0812-3456-7890' is '+6281234567890'. Raises ValidationError for land lines, short and foreign numbers."""
    try:
        number = phonenumbers.parse(text, "ID")
    except phonenumbers.NumberParseException:
        raise ValidationError(NOT_A_MOBILE, code="invalid") from None
    mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    if number.country_code != INDONESIA or not mobile or number.extension:
        raise ValidationError(NOT_A_MOBILE, code="invalid")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
