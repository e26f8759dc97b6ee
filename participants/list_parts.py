"""The filters and columns of the list that a participant's own fields give."""

from collections import defaultdict

from django import forms

from offices.models import Region, TargetLine, User
from offices.regions import Level
from offices.roles import Act
from participants.businesses import Business
from participants.listing import PeopleColumn, PeopleFilter, Wanted, choice_of
from participants.participants import (
    IdentityState,
    Participant,
    ParticipantQuerySet,
    ParticipantState,
    RegistrantType,
)


def _region_field(user: User) -> dict[str, forms.Field]:
    """Kecamatan and kelurahan that the officer's duties reach, each kelurahan after its kecamatan.

    Those that ended stay: people are stored under them.
    """
    below_kota = Region.objects.reached_by(user, Act.SEE_PEOPLE).filter(level__gt=Level.KOTA)
    regions = [(region.code, region.marked) for region in below_kota.select_related("successor")]
    field = forms.ChoiceField(label="Wilayah", required=False, choices=[("", "Semua wilayah"), *regions])
    field.widget.attrs["data-select"] = ""
    return {"wilayah": field}


def _within_region(people: ParticipantQuerySet, wanted: Wanted) -> ParticipantQuerySet:
    return people.within(wanted["wilayah"]) if "wilayah" in wanted else people


def _line_field(user: User) -> dict[str, forms.Field]:
    lines = [(line.code, line.name) for line in TargetLine.objects.all()]
    return {"lini": forms.ChoiceField(label="Sudin pengampu", required=False, choices=[("", "Semua sudin"), *lines])}


def _of_line(people: ParticipantQuerySet, wanted: Wanted) -> ParticipantQuerySet:
    return people.filter(line=wanted["lini"]) if "lini" in wanted else people


def _business_names(people: list[Participant]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    businesses = Business.objects.filter(participant__in=people)
    for person, name in businesses.values_list("participant_id", "name"):
        names[person].append(name)
    return names


FILTERS = (
    PeopleFilter("wilayah", _region_field, _within_region),
    PeopleFilter("lini", _line_field, _of_line),
    choice_of("registrant_type", "Jenis pendaftar", RegistrantType.choices, "Semua jenis", name="jenis"),
    choice_of("state", "Keadaan", ParticipantState.choices, "Semua keadaan", name="keadaan"),
    choice_of("identity_state", "Verifikasi", IdentityState.choices, "Semua", name="verifikasi"),
)
COLUMNS = (
    PeopleColumn("Usaha", "participants/_businesses.html", _business_names),
    PeopleColumn("Kelurahan, sudin", "participants/_placement.html"),
    PeopleColumn("Status", "participants/_status.html"),
    PeopleColumn("Kegiatan terakhir", "participants/_last_activity.html", wraps=False),
)
