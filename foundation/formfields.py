"""Form fields that read what Indonesian officers type. All are text inputs: a number input would misread '15.000'."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from foundation.days import long_month, month_number, parse_day, parse_month
from foundation.files import ACCEPT, ALLOWED, CleanFile, cleaned_upload
from foundation.horizons import Horizon
from foundation.numbers import grouped, rupiah, whole
from foundation.partial_days import PartialDay, parse_partial
from foundation.phones import parse_mobile
from foundation.text import clean

# What a bigint, a price column and a person can mean.
LARGEST_WHOLE = 2_147_483_647
LARGEST_RUPIAH = Decimal("9999999999999.99")


class TextInputField(forms.Field):
    """A text input whose cleaned text is read by `read`; left empty it is `nothing`."""

    widget = forms.TextInput
    nothing: Any = None
    multiline = False
    inputmode = ""
    hint = ""

    def __init__(self, *, max_length: int = 60, **kwargs: Any) -> None:
        self.max_length = max_length
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        if widget.is_hidden:
            return {}
        attrs = {"maxlength": str(self.max_length), "autocomplete": "off"}
        extra = {"inputmode": self.inputmode, "placeholder": self.hint}
        return {**attrs, **{name: value for name, value in extra.items() if value}}

    def to_python(self, value: Any) -> Any:
        text = clean(str(value or ""), self.multiline)
        if len(text) > self.max_length:
            raise ValidationError(f"Paling banyak {self.max_length} karakter.", code="max_length")
        return self.read(text) if text else self.nothing

    def read(self, text: str) -> Any:
        return text


class _BoundedField(TextInputField):
    """A number between two bounds; the bounds keep it inside its column."""

    def __init__(self, *, min_value: Any = 0, max_value: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        low, high = f"Paling sedikit {grouped(min_value)}.", f"Paling banyak {grouped(max_value)}."
        self.validators += [MinValueValidator(min_value, low), MaxValueValidator(max_value, high)]

    def prepare_value(self, value: Any) -> Any:
        return grouped(value) if isinstance(value, int | Decimal) else value


class WholeNumberField(_BoundedField):
    """'15.000' and '15000' are fifteen thousand."""

    inputmode = "numeric"

    def __init__(self, *, max_value: int = LARGEST_WHOLE, **kwargs: Any) -> None:
        super().__init__(max_value=max_value, **kwargs)

    def read(self, text: str) -> int:
        return whole(text)


class RupiahField(_BoundedField):
    """'1.500.000', 'Rp 1.500.000,50': a Decimal with two places."""

    inputmode = "decimal"

    def __init__(self, *, max_value: Decimal = LARGEST_RUPIAH, **kwargs: Any) -> None:
        super().__init__(max_value=max_value, **kwargs)

    def read(self, text: str) -> Decimal:
        return rupiah(text)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal) and value == value.to_integral_value():
            return grouped(int(value))
        return super().prepare_value(value)


class _DatedField(TextInputField):
    """What begins on a day; `within` which horizon it lies, unless the verb that takes it says so."""

    def __init__(self, *, within: Horizon | None = None, **kwargs: Any) -> None:
        self.within = within
        super().__init__(**kwargs)


class DayField(_DatedField):
    """A day, day before month."""

    hint = "hh/bb/tttt"

    def read(self, text: str) -> Any:
        day = parse_day(text)
        if self.within:
            self.within(day)
        return day

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value


class MonthField(_DatedField):
    """A month, as its first day."""

    hint = "bb/tttt"

    def read(self, text: str) -> Any:
        month = parse_month(text)
        if self.within:
            self.within(month, lambda day: long_month(month_number(day)))
        return month

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%m/%Y") if hasattr(value, "strftime") else value


class PartialDayField(TextInputField):
    """A day as far as it is known: a year, a month and year, or all of it."""

    hint = "tttt atau bb/tttt"

    def read(self, text: str) -> PartialDay:
        return parse_partial(text)

    def prepare_value(self, value: Any) -> Any:
        return value.typed if isinstance(value, PartialDay) else value


class PhoneField(TextInputField):
    """An Indonesian mobile number as E.164, '+6281234567890'; land lines and short numbers are refused."""

    nothing = ""
    inputmode = "tel"

    def read(self, text: str) -> str:
        return parse_mobile(text)


class LineField(TextInputField):
    """One line of text, cleaned; give it the length of its column."""

    nothing = ""

    def __init__(self, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)


class TextField(TextInputField):
    """Several lines of text, cleaned."""

    nothing = ""
    multiline = True

    def __init__(self, max_length: int = 2000, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=max_length, **kwargs)


class UploadField(forms.FileField):
    """A file of an allowed kind, cleaned while the form is read; says beside itself what is allowed, then `caution`."""

    def __init__(self, *, caution: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"{ALLOWED} {caution}".strip())
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(data, initial)
        return cleaned_upload(upload) if upload else None
