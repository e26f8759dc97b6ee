"""Form fields that every activity has, and the forms that are the same for each."""

from collections.abc import Collection
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from foundation.errors import DomainError
from foundation.formfields import DayField, LineField, TextField, WholeNumberField
from foundation.forms import PortalForm, ReasonForm, VersionedForm
from foundation.horizons import PLANNED
from foundation.picking import picked_ids
from offices.formfields import RegionField
from offices.models import Sudin, User
from programs.activities.elsewhere import AlsoElsewhere
from programs.activities.rights import kelurahan_where, sudin_of


class ActivityFields(forms.Form):
    """Organiser, place and days, at most `LONGEST` of them."""

    LONGEST: ClassVar[int]
    WORD: ClassVar[str]

    sudin = forms.ModelChoiceField(Sudin.objects.none(), label="Penyelenggara", empty_label=None)
    starts_on = DayField(label="Hari pertama", within=PLANNED)
    ends_on = DayField(
        label="Hari terakhir", required=False, within=PLANNED, help_text="Kosongkan untuk kegiatan satu hari."
    )
    place = LineField(160, label="Tempat")
    kelurahan = RegionField(label="Kelurahan", empty_label="Pilih kelurahan")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["sudin"]).queryset = sudin_of(user)
        activity = getattr(self, "obj", None)
        stored = activity.kelurahan_id if activity else None
        cast(RegionField, self.fields["kelurahan"]).queryset = kelurahan_where(user).offered(stored)
        if activity:
            self.initial = {name: getattr(activity, name) for name in self.fields} | dict(self.initial)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and not ends:
            typed["ends_on"] = starts
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Hari terakhir mendahului hari pertama.")
        elif starts and ends and (ends - starts).days >= self.LONGEST:
            self.add_error("ends_on", f"{self.WORD} paling lama {self.LONGEST} hari.")
        return typed


def seats_field(label: str) -> WholeNumberField:
    return WholeNumberField(label=label, min_value=1, max_value=1_000)


class PickForm(PortalForm):
    """Those ticked in a picker, as `chosen`. `ticked` is what stays ticked when it was refused."""

    @property
    def values(self) -> dict[str, Any]:
        return {"chosen": picked_ids(self._sent)}

    @property
    def ticked(self) -> set[str]:
        return set(self._sent)

    @property
    def _sent(self) -> list[str]:
        return cast(QueryDict, self.data).getlist("chosen") if self.is_bound else []


class ArrivalForm(PortalForm):
    """Who came uninvited: the words to look for her with, or the id of the one that was found."""

    who = LineField(80, required=False, label="Nama, nomor pendaftaran, atau NIK")
    add = forms.UUIDField(required=False, widget=forms.HiddenInput)


class SheetForm(VersionedForm, ReasonForm):
    """Who is present. With the reason goes what it answers for: the attendances elsewhere that were `shown` with it.

    `arrived` are the listed (ids) who came uninvited and are not saved yet: ticked, until a sheet that shows them as
    `known` says otherwise.
    """

    present = forms.TypedMultipleChoiceField(required=False, coerce=UUID)
    nobody = forms.BooleanField(required=False, label="Tidak ada yang hadir")

    def __init__(self, *args: Any, arrived: Collection[UUID] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown: list[Any] = self._sent("shown")
        self.known = {str(key) for key in arrived}
        self._unseen = self.known - set(self._sent("known"))

    def clean(self) -> dict[str, Any]:
        """A sheet without a tick is meant, or forgotten: the officer says which."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("present") and not typed.get("nobody") and "present" not in self.errors:
            self.add_error("nobody", "Belum ada yang ditandai hadir. Tandai yang hadir, atau centang ini.")
        if typed.get("present") and typed.get("nobody"):
            self.add_error("nobody", "Ada yang ditandai hadir. Kosongkan salah satunya.")
        return typed

    @property
    def values(self) -> dict[str, Any]:
        typed = {name: value for name, value in super().values.items() if name != "nobody"}
        return typed | {"shown": picked_ids(self.shown)}

    def put_off(self, version: int | None = None) -> None:
        """Keep what was typed and judge nothing of it: something else than saving was asked. Go on from `version`."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        if version is not None:
            self._go_on_from(version)

    def add_refusal(self, error: DomainError) -> None:
        """Somebody elsewhere whom the typed reason has not answered for is asked about beside it."""
        super().add_refusal(error)
        if isinstance(error, AlsoElsewhere):
            self.shown = error.rows
            if self["reason"].value():
                self.errors.pop("reason", None)
                self.add_error("reason", "Sesuaikan bila perlu, lalu simpan lagi.")

    @property
    def ticked(self) -> set[str]:
        """The boxes as they were sent, or as they are stored; and who came meanwhile."""
        return {str(key) for key in self["present"].value() or []} | self._unseen

    def _sent(self, name: str) -> list[str]:
        return cast(QueryDict, self.data).getlist(name) if self.is_bound else []


class CancelForm(PortalForm):
    """Why an activity is called off."""

    reason = TextField(300, label="Alasan pembatalan")
