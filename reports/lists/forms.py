"""Why a list of names is opened."""

from django import forms

from foundation.formfields import LineField
from foundation.forms import PortalForm

SHORTEST_REASON = 10
FEWEST_WORDS = 2


class ListReasonForm(PortalForm):
    """Why a list of names is opened; kept in the access log."""

    reason = LineField(
        300,
        label="Alasan membuka daftar nama",
        help_text="Sebutkan keperluannya, misalnya: undangan pelatihan Januari.",
    )

    def clean_reason(self) -> str:
        """Something that who reads the log can understand: ten characters or more, two words or more."""
        reason = self.cleaned_data["reason"]
        if len(reason) < SHORTEST_REASON or len(reason.split()) < FEWEST_WORDS:
            raise forms.ValidationError("Tulis alasan yang jelas: paling sedikit dua kata dan 10 karakter.")
        return reason
