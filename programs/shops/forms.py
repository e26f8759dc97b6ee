"""The form of a shop."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from foundation.days import today
from foundation.formfields import DayField, LineField
from records.forms import StageForm

NO_SHOP = "Tulis alamat toko, misalnya https://www.tokopedia.com/nama-toko."


def check_shop(url: str) -> None:
    """Raises ValidationError for what is no shop in the web, or a telephone number dressed as a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValidationError(NO_SHOP) from None
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or ""):
        raise ValidationError(NO_SHOP)
    if parts.username or parts.hostname in ("wa.me", "api.whatsapp.com"):
        raise ValidationError("Tautan WhatsApp memuat nomor HP. Tulis alamat toko daringnya.")


class ShopForm(StageForm):
    """Where the shop is, and since when."""

    channel = LineField(60, label="Kanal", help_text="Misalnya Tokopedia, Shopee, e-Katalog, e-Order.")
    url = forms.URLField(
        label="Tautan toko",
        max_length=300,
        assume_scheme="https",
        validators=[check_shop],
        error_messages={"invalid": NO_SHOP},
    )
    opened_on = DayField(label="Tanggal mulai berjualan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].widget = forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "maxlength": "300"}
        )
        self.initial.setdefault("opened_on", today())
