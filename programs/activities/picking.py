"""Choosing people for an activity: filters, what a picker shows, and reading what was ticked."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet

from foundation.errors import Refused
from foundation.formfields import LineField
from offices.models import Region, User
from participants import search
from participants.businesses import Field
from participants.models import Business, Participant
from participants.participants import UNLISTED  # noqa: F401 -- those that pick take it from here
from programs.activities.rights import kelurahan_where

MOST_SHOWN = 100
"""People on one page of a picker; who is not among them is found by the filters."""


class PickerFilters(forms.Form):
    """How a picker is narrowed; all of it stands in the address."""

    q = LineField(80, required=False, label="Cari")
    kecamatan = forms.ModelChoiceField(
        Region.objects.none(), required=False, label="Kecamatan", empty_label="Semua kecamatan"
    )
    field = forms.ChoiceField(choices=[("", "Semua bidang"), *Field.choices], required=False, label="Bidang usaha")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        around = {kelurahan.kecamatan_code for kelurahan in kelurahan_where(user)}
        self.fields["kecamatan"].queryset = Region.objects.filter(pk__in=around)

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


def ids(texts: list[str]) -> list[UUID]:
    """The ids that a picker sent. Raises Refused for text that is none: nothing is done by halves."""
    read = forms.UUIDField()
    try:
        return [read.clean(text) for text in texts]
    except ValidationError:
        raise Refused("Pilihan tidak terbaca. Muat ulang halaman, lalu pilih kembali.") from None
