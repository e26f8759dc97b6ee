"""The page on which people are chosen for an activity: its filters, and what it shows of them."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Prefetch

from foundation.formfields import LineField
from offices.formfields import RegionField
from offices.models import Region, User
from participants import search
from participants.businesses import Field
from participants.models import Business, Participant
from participants.participants import UNLISTED, ParticipantQuerySet
from programs.activities.rights import kelurahan_where

MOST_SHOWN = 100
"""People on one page of a picker; who is not among them is found by the filters."""


class PickerFilters(forms.Form):
    """How a picker is narrowed; all of it stands in the address."""

    q = LineField(80, required=False, label="Cari")
    kecamatan = RegionField(required=False, label="Kecamatan", empty_label="Semua kecamatan")
    field = forms.ChoiceField(choices=[("", "Semua bidang"), *Field.choices], required=False, label="Bidang usaha")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        around = {kelurahan.kecamatan_code for kelurahan in kelurahan_where(user)}
        cast(RegionField, self.fields["kecamatan"]).queryset = Region.objects.filter(pk__in=around)

    def clean_q(self) -> str:
        """A NIK or phone number is looked for among the participants, by POST; never from an address."""
        text = self.cleaned_data["q"]
        if search.looks_secret(text):
            raise ValidationError(
                "Cari NIK atau nomor HP di halaman Peserta. Di sini: nama, usaha, atau nomor pendaftaran."
            )
        return text

    def narrow(self, people: ParticipantQuerySet) -> ParticipantQuerySet:
        """`people` within what was asked for, the search apart, each with what a picker shows."""
        asked = self.cleaned_data if self.is_valid() else {}
        if kecamatan := asked.get("kecamatan"):
            people = people.within(kecamatan.pk)
        if field := asked.get("field"):
            people = people.filter(Exists(Business.objects.filter(participant=OuterRef("pk"), field=field)))
        businesses = Prefetch("businesses", Business.objects.only("participant_id", "name", "field"))
        return people.defer(*UNLISTED).select_related("kelurahan", "line").prefetch_related(businesses)

    def find(self, people: ParticipantQuerySet) -> list[Participant]:
        """The people of a page: those the search means, or the first of `people` in its own order."""
        text = self.cleaned_data.get("q") if self.is_valid() else ""
        return search.find(people, text)[:MOST_SHOWN] if text else list(people[:MOST_SHOWN])
