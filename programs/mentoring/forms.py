"""Forms of mentoring visits."""

from typing import Any

from django import forms

from foundation.days import today
from foundation.formfields import DayField, LineField, TextField
from records.forms import StageForm


class VisitForm(StageForm):
    """A visit to one participant."""

    visited_on = DayField(label="Tanggal kunjungan")
    mentor = LineField(120, label="Pendamping", help_text="Nama pendamping, atau lembaga yang mendampingi.")
    place = LineField(160, label="Tempat")
    note = TextField(2000, label="Catatan kunjungan", help_text="Apa yang dibahas, dan apa langkah berikutnya.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("visited_on", today())


class JointVisitForm(VisitForm):
    """The same for many at once; `peserta` are the public ids chosen on the list."""

    evidence = None

    def __init__(self, *args: Any, chosen: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen

    def hide(self) -> None:
        """Carry what was typed through the preview."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
