"""Forms of mentoring visits."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from foundation.days import today
from foundation.formfields import DayField, LineField, TextField
from foundation.forms import PortalForm
from foundation.picking import picked_ids
from offices.models import User
from participants.models import Participant
from programs.mentoring.visiting import everybody
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


class ChosenForm(PortalForm):
    """Those ticked on the list: `people`, once they are found."""

    people: list[Participant]

    def find(self, by: User) -> None:
        """Raises Refused unless there are some and the officer may see every one."""
        self.people = everybody(picked_ids(cast(QueryDict, self.data).getlist("peserta")), by)


class JointVisitForm(VisitForm):
    """The same visit for many at once."""

    evidence = None  # type: ignore[assignment]

    def hide(self) -> None:
        """Carry what was typed through the preview."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
