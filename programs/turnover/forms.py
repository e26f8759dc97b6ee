"""The simplest form of the portal."""

from typing import Any

from foundation.days import first_of, month_number, today
from foundation.formfields import MonthField, RupiahField
from records.forms import StageForm


class TurnoverForm(StageForm):
    """Month and amount; last month is offered."""

    month = MonthField(label="Bulan")
    amount = RupiahField(
        label="Omzet bulan itu (rupiah)", help_text="Misalnya 2.500.000. Tulis 0 bila tidak ada penjualan."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("month", first_of(month_number(today()) - 1))
        for name in ("month", "amount"):
            self.fields[name].widget.attrs["class"] = "form-control-lg"
