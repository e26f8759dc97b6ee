"""What is asked for as a file."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from foundation.formfields import LineField
from foundation.forms import OnceForm
from offices.models import User
from reports.exports.models import Export, ExportKind
from reports.figures.answers import Answer
from reports.figures.forms import QuestionForm

CARRIED = {"cursor"}
"""Names that stand in the address of a list and narrow nothing."""


class ExportForm(OnceForm):
    """What to put into a file, which, and the question as an address would ask it. Use inside `reading()`.

    All of it is in the body, so that it can go on where signing in anew interrupted it.
    """

    isi = forms.ChoiceField(choices=ExportKind.choices)
    bentuk = forms.ChoiceField(choices=Export.Format.choices)
    saringan = LineField(2000, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_saringan(self) -> QuestionForm:
        asked = QuestionForm(QueryDict(self.cleaned_data["saringan"] or ""), user=self.user)
        if unknown := sorted(asked.data.keys() - asked.fields.keys() - CARRIED):
            raise forms.ValidationError(f"Saringan tidak dikenal: {', '.join(unknown)}.")
        if not asked.is_valid():
            raise forms.ValidationError("Saringan ini tidak dapat dibaca atau berada di luar tugas Anda.")
        return asked

    @cached_property
    def answer(self) -> Answer:
        """The answer to a valid form's question."""
        return Answer.to(self.cleaned_data["saringan"])

    @property
    def is_of_people(self) -> bool:
        """Whether the list behind the number is asked for, not the dashboard."""
        return self.cleaned_data["isi"] == ExportKind.PEOPLE

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self.cleaned_data["isi"], "form": self.cleaned_data["bentuk"], "answer": self.answer}
