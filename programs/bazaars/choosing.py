"""Who exhibits: in turn, spread over places and trades, a numbered stand each. See docs/adr/0021."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now

from foundation.errors import Refused
from offices.models import Region, User
from participants.businesses import Field
from participants.models import Business, Participant
from participants.participants import ParticipantQuerySet
from programs.activities import choosing
from programs.activities.planning import lock_activity, touch
from programs.activities.rights import require_run
from programs.bazaars.models import Bazaar, BazaarDay, Exhibitor


def never_exhibited(people: ParticipantQuerySet) -> ParticipantQuerySet:
    """Those who never stood at a bazaar; who registered first has waited longest."""
    return people.filter(~Exists(_days())).order_by("registered_on", "pk")


def longest_ago(people: ParticipantQuerySet) -> ParticipantQuerySet:
    """Those who did, with `last_exhibited`, the longest ago first."""
    last = Subquery(_days().order_by("-day").values("day")[:1])
    return people.filter(Exists(_days())).annotate(last_exhibited=last).order_by("last_exhibited", "pk")


@dataclass
class Spread:
    """Where the chosen ones come from and what they sell, counted so far."""

    rw: Counter[tuple[str, str]] = field(default_factory=Counter)
    kelurahan: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, bazaar: Bazaar) -> "Spread":
        spread = cls()
        told = ("participant__kelurahan_id", "participant__rw", "business__field")
        rows = list(bazaar.exhibitors.present().values_list(*told))
        places = Region.objects.select_related("successor").in_bulk({code for code, _, _ in rows})
        for code, rw, trade in rows:
            spread.rw[code, rw] += 1
            spread.kelurahan[places[code].marked_name] += 1
            spread.fields[Field(trade).label if trade else "Tanpa usaha"] += 1
        return spread

    def beside(self, person: Participant) -> int:
        """How many of her own RW are chosen already."""
        return self.rw[person.kelurahan_id, person.rw]


def choose(bazaar: Bazaar, chosen: Collection[UUID], *, by: User) -> int:
    """Give each of them the lowest free stand, or nobody any; answers how many are new. Who has a stand keeps it.

    Raises what `choosing.choose` raises.
    """

    def give(standing: Bazaar, people: list[Participant]) -> None:
        _give(standing, zip(people, free_stands(standing), strict=False), by)

    return choosing.choose(bazaar, chosen, by=by, give=give)


@transaction.atomic
def withdraw(exhibitor: Exhibitor, *, by: User) -> None:
    """She gives her stand up; the days she was there stay.

    Raises Refused where she has already, or where she stood there at a bazaar that is over.
    """
    require_run(exhibitor.bazaar, by)
    standing = lock_activity(exhibitor.bazaar)
    hers = standing.exhibitors.present().filter(pk=exhibitor.pk)
    if not hers.exists():
        raise Refused("Peserta ini sudah mundur dari bazar.")
    if not hers.movable().update(withdrawn_at=Now()):
        raise Refused(
            "Bazar sudah selesai dan peserta ini hadir, jadi stannya tetap. Bila keliru, perbaiki daftar hadir."
        )
    touch(standing)


@transaction.atomic
def replace(exhibitor: Exhibitor, chosen: Collection[UUID], *, by: User) -> None:
    """The one that was chosen takes over her stand.

    Raises Refused unless exactly one is chosen, within reach and without a stand, where there is no stand to take over,
    and what `withdraw` raises.
    """
    if len(chosen) != 1:
        raise Refused("Pilih satu pengganti.")
    require_run(exhibitor.bazaar, by)
    standing = lock_activity(exhibitor.bazaar)
    if exhibitor.stand is None:
        raise Refused("Peserta ini datang tanpa undangan dan tidak menempati stan; tidak ada yang dapat digantikan.")
    person = choosing.not_chosen(choosing.eligible(standing, by), standing).filter(public_id__in=chosen).first()
    if person is None:
        raise Refused("Pengganti sudah mempunyai stan, tidak aktif, atau di luar tugas Anda.")
    withdraw(exhibitor, by=by)
    _give(standing, [(person, exhibitor.stand)], by)
    touch(standing)


def free_stands(bazaar: Bazaar) -> list[int]:
    taken = set(bazaar.exhibitors.present().values_list("stand", flat=True))
    return [number for number in range(1, bazaar.stands + 1) if number not in taken]


def give_uninvited(standing: Bazaar, person: Participant, day: date, by: User) -> None:
    """Her row for `adding.add`, as of one who came unchosen: on the lowest free stand, or without one. A sheet of that
    day that was saved is open again."""
    stand = next(iter(free_stands(standing)), None)
    _give(standing, [(person, stand)], by, uninvited_on=day)
    standing.day_sheets.filter(day=day).delete()


def _give(bazaar: Bazaar, stands: Iterable[tuple[Participant, int | None]], by: User, **how: Any) -> None:
    stands = list(stands)
    businesses = {}
    for business in Business.objects.filter(participant__in=[person for person, _ in stands]).order_by("-pk"):
        businesses[business.participant_id] = business
    Exhibitor.objects.bulk_create(
        Exhibitor(
            bazaar=bazaar, participant=person, business=businesses.get(person.pk), stand=number, chosen_by=by, **how
        )
        for person, number in stands
    )


def _days() -> QuerySet[BazaarDay]:
    return BazaarDay.objects.there().filter(participant=OuterRef("pk"))
