"""What classes and bazaars have in common: a sudin runs them, in a place, on days; people are picked for them."""

from typing import Any, Self
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from foundation.days import today
from foundation.errors import Refused
from foundation.formfields import DayField, LineField, WholeNumberField
from offices.models import Region, Sudin, User
from offices.roles import Act
from participants import search
from participants.businesses import Field
from participants.models import Business, Participant

MOST_SHOWN = 100
"""People on one page of a picker; who is not among them is found by the filters."""

UNLISTED = ("nik", "kk", "phone", "email", "ktp_address", "domicile_address")
"""What a picker never shows and does not decrypt."""


class ActivityQuerySet(models.QuerySet):
    """Classes or bazaars: both name their `sudin`, `kelurahan` and days alike."""

    def visible_to(self, user: User) -> Self:
        """Those of the officer's sudin in her kota; those in her area where she has none."""
        return self.filter(user.scope.of_activities(sudin="sudin", region="kelurahan"))

    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def coming(self) -> Self:
        """Not over yet, today included; the next one first."""
        return self.filter(ends_on__gte=today()).order_by("starts_on", "id")

    def over(self) -> Self:
        """Held before today, the last one first."""
        return self.filter(ends_on__lt=today()).order_by("-starts_on", "-id")

    def touch(self) -> None:
        """Whoever has a form or sheet of these open learns that it is another one now."""
        self.update(version=F("version") + 1)


def may_run(activity: Any, by: User) -> None:
    """Raise NotAllowed unless a duty covers activities of this sudin in this place."""
    by.scope.require(Act.RUN_ACTIVITIES, region=activity.kelurahan_id, sudin=activity.sudin_id)


def runs(activity: Any, by: User) -> bool:
    return by.scope.may(Act.RUN_ACTIVITIES, region=activity.kelurahan_id, sudin=activity.sudin_id)


def kelurahan_where(user: User) -> QuerySet[Region]:
    """The kelurahan in which this officer may run something."""
    inside = Q(pk__in=[])
    for duty in user.scope.having(Act.RUN_ACTIVITIES):
        inside |= Q(code__startswith=duty.region_id)
    return Region.objects.kelurahan().on(today()).filter(inside).order_by("code")


def sudin_of(user: User) -> QuerySet[Sudin]:
    return Sudin.objects.filter(pk__in=[duty.sudin_id for duty in user.scope.having(Act.RUN_ACTIVITIES)])


class ActivityFields(forms.Form):
    """Organiser, place and days. `values` is what the verbs take."""

    sudin = forms.ModelChoiceField(Sudin.objects.none(), label="Penyelenggara", empty_label=None)
    starts_on = DayField(label="Hari pertama")
    ends_on = DayField(label="Hari terakhir", required=False, help_text="Kosongkan untuk kegiatan satu hari.")
    place = LineField(160, label="Tempat")
    kelurahan = forms.ModelChoiceField(Region.objects.none(), label="Kelurahan", empty_label="Pilih kelurahan")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sudin"].queryset = sudin_of(user)
        self.fields["kelurahan"].queryset = kelurahan_where(user)
        self.fields["kelurahan"].widget.attrs["data-select"] = ""

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        starts, ends = typed.get("starts_on"), typed.get("ends_on")
        if starts and not ends:
            typed["ends_on"] = starts
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Hari terakhir mendahului hari pertama.")
        return typed

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, without what the form itself carries."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "version")}


class PickerFilters(forms.Form):
    """How a picker is narrowed; all of it stands in the address."""

    q = LineField(80, required=False, label="Cari")
    kecamatan = forms.ModelChoiceField(
        Region.objects.none(), required=False, label="Kecamatan", empty_label="Semua kecamatan"
    )
    field = forms.ChoiceField(choices=[("", "Semua bidang"), *Field.choices], required=False, label="Bidang usaha")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = kelurahan_where(user).values_list("code", flat=True)
        self.fields["kecamatan"].queryset = Region.objects.filter(pk__in={code[:8] for code in codes})

    def clean_q(self) -> str:
        """A NIK or phone number is looked for among the participants, by POST; never from an address."""
        text = self.cleaned_data["q"]
        if search.looks_secret(text):
            raise ValidationError(
                "Cari NIK atau nomor HP di halaman Peserta. Di sini: nama, usaha, atau nomor pendaftaran."
            )
        return text

    def narrow(self, people: QuerySet[Participant]) -> QuerySet[Participant]:
        """`people` within what was asked for, the search apart."""
        asked = self.cleaned_data if self.is_valid() else {}
        if kecamatan := asked.get("kecamatan"):
            people = people.within(kecamatan.pk)
        if field := asked.get("field"):
            people = people.filter(Exists(Business.objects.filter(participant=OuterRef("pk"), field=field)))
        return people

    def find(self, people: QuerySet[Participant]) -> list[Participant]:
        """The people of a page: those the search means, or the first of `people` in its own order."""
        text = self.cleaned_data.get("q") if self.is_valid() else ""
        return search.find(people, text)[:MOST_SHOWN] if text else list(people[:MOST_SHOWN])


def seats_field(label: str) -> WholeNumberField:
    return WholeNumberField(label=label, min_value=1, max_value=1_000)


def ids(texts: list[str]) -> list[UUID]:
    """The ids that a picker sent. Raises Refused for text that is none: nothing is done by halves."""
    read = forms.UUIDField()
    try:
        return [read.clean(text) for text in texts]
    except ValidationError:
        raise Refused("Pilihan tidak terbaca. Muat ulang halaman, lalu pilih kembali.") from None
