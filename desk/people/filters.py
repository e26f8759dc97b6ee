"""What the list of participants is narrowed by. Every choice stands in the address, so a list can be passed on."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.days import long_date, today
from foundation.formfields import DayField, LineField
from foundation.forms import PortalForm, choose
from offices.models import Region, TargetLine, User
from offices.regions import Level
from offices.roles import Act
from participants.participants import IdentityState, ParticipantQuerySet, ParticipantState, RegistrantType
from records.models import Stage, StageRecord

ORDERS = {
    "terbaru": ("Terbaru didaftarkan", ("-registered_on", "-id")),
    "nama": ("Nama A–Z", ("name", "id")),
    "lama": ("Terlama tanpa kegiatan", ("last_activity_on", "id")),
}
"""By the value in the address: the words, and the keyset order, each with its index."""

DONE, NOT_DONE = "sudah", "belum"


class ListFilters(PortalForm):
    """The filters as they stand in the address. A value that cannot be read is shown as wrong and narrows nothing."""

    cari = LineField(80, required=False, widget=forms.HiddenInput)
    wilayah = forms.ChoiceField(label="Wilayah", required=False)
    lini = forms.ChoiceField(label="Sudin pengampu (lini)", required=False)
    tahap = forms.ChoiceField(label="Tahap", required=False)
    capaian = forms.ChoiceField(label="Capaian tahap", required=False, choices=[("", "Sudah"), (NOT_DONE, "Belum")])
    jenis = forms.ChoiceField(
        label="Jenis pendaftar", required=False, choices=[("", "Semua jenis"), *RegistrantType.choices]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua keadaan"), *ParticipantState.choices]
    )
    verifikasi = forms.ChoiceField(label="Verifikasi", required=False, choices=[("", "Semua"), *IdentityState.choices])
    dari = DayField(label="Dari tanggal", required=False)
    sampai = DayField(label="Sampai tanggal", required=False)
    urut = forms.ChoiceField(
        label="Urutkan", required=False, choices=[(key, words) for key, (words, _) in ORDERS.items()]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "wilayah", [("", "Semua wilayah"), *_regions_of(user)])
        self.fields["wilayah"].widget.attrs["data-select"] = ""
        lines = [(line.code, line.name) for line in TargetLine.objects.all()]
        choose(self, "lini", [("", "Semua lini"), *lines])
        stages = [(stage.pk, str(stage)) for stage in Stage.objects.all()]
        choose(self, "tahap", [("", "Semua tahap"), *stages])
        self.is_valid()

    @property
    def wanted(self) -> dict[str, Any]:
        """What was chosen and could be read."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS[self.wanted.get("urut", "terbaru")][1]

    @property
    def period_words(self) -> str:
        """What the period is about: the stage's day where a stage is chosen, else the day of registration."""
        return "penyelesaian tahap" if self.wanted.get("tahap") else "pendaftaran"

    def words_for(self, name: str) -> str:
        """A chosen value as a chip says it."""
        value = self.wanted[name]
        if name == "tahap":
            return f"{'Belum' if self.wanted.get('capaian') == NOT_DONE else 'Sudah'} {self._label(name)}"
        if name in ("dari", "sampai"):
            return f"{name.capitalize()} {long_date(value)} ({self.period_words})"
        return f"“{value}”" if name == "cari" else self._label(name)

    def _label(self, name: str) -> str:
        field: Any = self.fields[name]
        return str(dict(field.choices)[self.wanted[name]])


def narrowed(people: ParticipantQuerySet, wanted: dict[str, Any]) -> ParticipantQuerySet:
    """Those among `people` whom the chosen filters leave."""
    if place := wanted.get("wilayah"):
        people = people.filter(kelurahan=place) if len(place) == Level.KELURAHAN else people.within(place)
    plain = {"lini": "line", "jenis": "registrant_type", "keadaan": "state", "verifikasi": "identity_state"}
    people = people.filter(**{field: wanted[name] for name, field in plain.items() if name in wanted})
    if stage := wanted.get("tahap"):
        done = Exists(_records(stage, wanted))
        return people.filter(~done if wanted.get("capaian") == NOT_DONE else done)
    return people.filter(_within_period("registered_on", wanted))


def _records(stage: str, wanted: dict[str, Any]) -> QuerySet[StageRecord]:
    """A person's valid records of the stage in the period; without a period her first one answers sooner."""
    period = _within_period("occurred_on", wanted)
    records = StageRecord.objects.filter(participant=OuterRef("pk"), stage=stage)
    return records.valid().filter(period) if period else records.firsts()


def _within_period(field: str, wanted: dict[str, Any]) -> Q:
    bounds = {f"{field}__gte": wanted.get("dari"), f"{field}__lte": wanted.get("sampai")}
    return Q(**{name: day for name, day in bounds.items() if day})


def _regions_of(user: User) -> list[tuple[str, str]]:
    """Kecamatan and kelurahan of today that the officer's duties reach, each kelurahan after its kecamatan."""
    below_kota = Region.objects.reached_by(user, Act.SEE_PEOPLE).filter(level__gt=Level.KOTA).on(today())
    return [(region.code, str(region)) for region in below_kota]
