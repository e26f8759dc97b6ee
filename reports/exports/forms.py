"""What is asked for as a file."""

from django import forms

from foundation.formfields import LineField
from reports.exports.models import Export


class ExportForm(forms.Form):
    """What to put into a file, which, and the question as an address would ask it.

    All of it is in the body, so that it can go on where signing in anew interrupted it.
    """

    isi = forms.ChoiceField(choices=Export.Kind.choices)
    bentuk = forms.ChoiceField(choices=Export.Format.choices)
    saringan = LineField(2000, required=False)
