"""Who came without having been asked: looked for at the door, and put on the list. See docs/adr/0050."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from foundation.errors import Refused
from offices.models import User
from participants import search
from participants.identity import BadNik, read_nik
from participants.lookup import look_up, office_of
from participants.models import Participant
from participants.participants import UNLISTED, ParticipantQuerySet
from participants.registration import AlreadyRegistered
from programs.activities.attendance import open_sheet
from programs.activities.choosing import eligible
from programs.activities.models import Activity, Listed
from programs.activities.planning import ActivityT, touch
from records.expectations import Expectation, lacking_for

MOST_FOUND = 8
"""People a search at the door shows; a longer name or the number finds the one that is meant."""

Give = Callable[[ActivityT, Participant, date, User], None]
"""Stores her place on the list of that day."""


@dataclass(frozen=True)
class Hit:
    """Somebody found: `why_not` says why she cannot be added, empty where she can; what she `lacks` is only shown."""

    person: Participant
    why_not: str = ""
    lacks: Sequence[Expectation] = ()


@dataclass(frozen=True)
class Found:
    """Whom a search meant, those first who can be added. `more` says how many are not shown, `words` what else there is
    to say; `may_be_new`: perhaps she is not registered at all."""

    hits: Sequence[Hit] = field(default_factory=list)
    more: int = 0
    words: str = ""
    may_be_new: bool = False


def seek(activity: Activity, day: date, text: str, *, by: User) -> Found:
    """People this officer may see, by name, registration number or NIK; of who holds a NIK elsewhere only what the
    counter says. Raises Refused for what is neither, TooMany as `look_up`."""
    if not text:
        raise Refused("Ketik nama, nomor pendaftaran, atau NIK orang yang datang.")
    if search.looks_secret(text):
        return _by_nik(activity, day, text, by)
    people = search.find(_seen_by(by), text)
    if not people:
        return Found(words="Tidak ada peserta dengan nama atau nomor itu dalam jangkauan Anda.", may_be_new=True)
    hits = _hits(activity, day, people, by)
    return Found(hits[:MOST_FOUND], more=max(len(hits) - MOST_FOUND, 0), may_be_new=True)


@transaction.atomic
def add(activity: ActivityT, day: date, who: UUID, version: int, *, by: User, give: Give[ActivityT]) -> int:
    """Put her on the list as come uninvited; answers the version with which the sheet, opened at `version`, goes on.

    Who is listed already stays as she is. Additions of several officers all stay; a sheet that does not show them keeps
    its version, so that saving it asks to look again. Raises Refused where she may not take part, and as `open_sheet`.
    """
    standing = open_sheet(activity, day, by=by)
    her: Listed | None = standing.listed(day).filter(participant__public_id=who).first()
    if her is not None:
        added_by_this_sheet = her.uninvited_on == day and her.listed_by_id == by.pk and version == standing.version - 1
        return standing.version if added_by_this_sheet else version
    person = eligible(standing, by).filter(public_id=who).first()
    if person is None:
        raise Refused("Orang itu tidak aktif atau di luar tugas Anda. Tidak ada yang ditambahkan.")
    give(standing, person, day, by)
    touch(standing)
    return version + 1 if version == standing.version else version


def _by_nik(activity: Activity, day: date, text: str, by: User) -> Found:
    try:
        nik = read_nik(text)
    except BadNik:
        raise Refused("Nomor itu bukan NIK yang terbaca. Ketik nama, nomor pendaftaran, atau 16 angka NIK.") from None
    holder = look_up(nik, by=by)
    if holder is None:
        return Found(words="NIK itu belum terdaftar.", may_be_new=True)
    if seen := _seen_by(by).filter(pk=holder.pk).first():
        return Found(_hits(activity, day, [seen], by))
    return Found(words=f"{AlreadyRegistered(holder).message} Ia di luar jangkauan Anda; hubungi {office_of(holder)}.")


def _seen_by(by: User) -> ParticipantQuerySet:
    return Participant.objects.visible_to(by).defer(*UNLISTED).select_related("kelurahan__successor", "line__sudin")


def _hits(activity: Activity, day: date, people: Sequence[Participant], by: User) -> list[Hit]:
    """A hit for each, those who can be added first."""
    keys = [person.pk for person in people]
    listed = set(activity.listed(day).filter(participant__in=keys).values_list("participant_id", flat=True))
    able = set(eligible(activity, by).filter(pk__in=keys).values_list("pk", flat=True))
    lacks = lacking_for(activity.stage, keys, day)
    hits = [
        Hit(person, _why_not(activity, person, person.pk in listed, person.pk in able), lacks.get(person.pk, ()))
        for person in people
    ]
    return sorted(hits, key=lambda hit: bool(hit.why_not))


def _why_not(activity: Activity, person: Participant, listed: bool, able: bool) -> str:
    if listed:
        return "sudah ada di daftar"
    if able:
        return ""
    if not person.is_active:
        return person.get_state_display().lower()
    return f"binaan {person.line.sudin}; ikut lewat rujukan {activity.stage} ke {activity.sudin}"
