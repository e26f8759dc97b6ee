"""Forms of the training room."""

from uuid import UUID

from django import forms

from foundation.formfields import LineField, TextField
from foundation.forms import OnceForm, PortalForm, ReasonForm, VersionedForm
from programs.activities.forms import ActivityFields, seats_field
from programs.activities.picking import PickerFilters
from programs.training.models import ClassKind


class ClassFields(ActivityFields):
    title = LineField(120, label="Nama kelas")
    kind = forms.ChoiceField(choices=ClassKind.choices, label="Jenis")
    hours = LineField(40, label="Jam", required=False, help_text="Misalnya 09.00–15.00.")
    trainer = LineField(120, label="Pengajar", required=False)
    seats = seats_field("Kursi")

    field_order = ["title", "kind", "sudin", "starts_on", "ends_on", "hours", "place", "kelurahan", "trainer", "seats"]


class NewClassForm(ClassFields, OnceForm):
    pass


class ChangeClassForm(ClassFields, VersionedForm):
    pass


class CancelForm(PortalForm):
    reason = TextField(300, label="Alasan pembatalan")


class InviteFilters(PickerFilters):
    """Also by training: those who never had one, or everybody."""

    trained = forms.ChoiceField(
        choices=[("", "Belum pernah dilatih"), ("semua", "Semua peserta")], required=False, label="Pelatihan"
    )


class AttendanceForm(VersionedForm, ReasonForm):
    """Who is present, as ids of invitations; the sheet itself draws the boxes."""

    present = forms.TypedMultipleChoiceField(required=False, coerce=UUID)

    def __init__(self, *args, obj, letters, **kwargs):
        super().__init__(*args, obj=obj, **kwargs)
        self.fields["present"].choices = [(letter.public_id, "") for letter in letters]
