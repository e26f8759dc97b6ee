"""Forms of verification."""

from foundation.formfields import TextField
from foundation.forms import VersionedForm


class ReturnForm(VersionedForm):
    """What the kelurahan has to correct."""

    reason = TextField(300, label="Apa yang harus diperbaiki")


class VerifyForm(VersionedForm):
    """Nothing but the version the officer has seen."""
