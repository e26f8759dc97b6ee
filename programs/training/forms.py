"""Forms of the training classes."""

from collections.abc import Sequence
from typing import Any

from django import forms

from foundation.formfields import LineField
from foundation.forms import OnceForm, VersionedForm, choose
from programs.activities.forms import ActivityFields, SheetForm, seats_field
from programs.activities.picking import PickerFilters
from programs.training.models import ClassKind, Invitation, TrainingClass
from records.models import StageRecord


class ClassFields(ActivityFields):
    LONGEST, WORD = 366, "Kelas"

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


class InviteFilters(PickerFilters):
    """Also by training: those who never had one, or everybody."""

    trained = forms.ChoiceField(
        choices=[("", "Belum pernah dilatih"), ("semua", "Semua peserta")], required=False, label="Pelatihan"
    )


class AttendanceForm(SheetForm):
    """Who is present, as ids of invitations; the sheet itself draws the boxes."""

    def __init__(self, *args: Any, obj: TrainingClass, invitations: Sequence[Invitation], **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        choose(self, "present", ((str(invitation.public_id), "") for invitation in invitations))
        self.initial.setdefault(
            "present", [row.public_id for row in invitations if row.was_there or str(row.public_id) in self.known]
        )

    def last_reason(self) -> str:
        records = StageRecord.objects.filter(invitation__training_class=self.obj).exclude(reason="")
        return records.order_by("-recorded_at").values_list("reason", flat=True).first() or ""
