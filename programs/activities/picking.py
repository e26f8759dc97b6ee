"""The page on which people are chosen for an activity: its filters, and what it shows of them."""

from collections.abc import Sequence
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
from records.expectations import expectations_of, lacking, who_lack, who_meet

LACKS_NOTHING = "lengkap"
MOST_SHOWN = 100
"""People on one page of a picker; who is not among them is found by the filters."""


class PickerFilters(forms.Form):
    """How a picker is narrowed; all of it stands in the address."""

    q = LineField(80, required=False, label="Cari")
    kecamatan = RegionField(required=False, label="Kecamatan", empty_label="Semua kecamatan")
    field = forms.ChoiceField(choices=[("", "Semua bidang"), *Field.choices], required=False, label="Bidang usaha")

    lacks = forms.ChoiceField(required=False, label="Syarat")

    def __init__(self, *args: Any, user: User, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expectations_of([stage])
        self._offer_lacks()
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
        people = self._by_expectation(people, asked.get("lacks", ""))
        businesses = Prefetch("businesses", Business.objects.only("participant_id", "name", "field"))
        return people.defer(*UNLISTED).select_related("kelurahan__successor", "line").prefetch_related(businesses)

    def find(self, people: ParticipantQuerySet) -> list[Participant]:
        """The people of a page: those the search means, or the first of `people` in its own order."""
        text = self.cleaned_data.get("q") if self.is_valid() else ""
        return search.find(people, text)[:MOST_SHOWN] if text else list(people[:MOST_SHOWN])

    def rows(self, people: Sequence[Participant]) -> list[dict[str, Any]]:
        """A row for each, with what she lacks of what the activity's stage expects."""
        lacks = lacking(people, self.expected)
        return [{"person": person, "lacks": lacks.get(person.pk, [])} for person in people]

    def _offer_lacks(self) -> None:
        """Everybody, those who lack one thing, or those who lack nothing; not asked where nothing is expected."""
        if not self.expected:
            del self.fields["lacks"]
            return
        each = [(str(one.public_id), one.lacking[:1].upper() + one.lacking[1:]) for one in self.expected]
        choices = [("", "Semua"), *each, (LACKS_NOTHING, "Memenuhi semua syarat")]
        cast(forms.ChoiceField, self.fields["lacks"]).choices = choices

    def _by_expectation(self, people: ParticipantQuerySet, asked: str) -> ParticipantQuerySet:
        if asked == LACKS_NOTHING:
            return who_meet(people, self.expected)
        chosen = next((one for one in self.expected if str(one.public_id) == asked), None)
        return who_lack(people, chosen) if chosen else people
