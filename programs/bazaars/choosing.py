"""Who exhibits: in turn, spread over places and trades, a numbered stand each. See docs/adr/0021."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from foundation.errors import Refused
from offices.models import User
from offices.roles import Act
from participants.businesses import Field
from participants.models import Business, Participant, Share
from programs.activities.rights import may_run
from programs.bazaars.models import Bazaar, BazaarDay, Exhibitor
from programs.bazaars.planning import lock_bazaar
from records.models import StageCode


def eligible(bazaar: Bazaar, by: User) -> QuerySet[Participant]:
    """Active people of the organising sudin, or referred to it for P5, whom this officer may record."""
    own = by.scope.of(Act.RECORD_STAGE, region="kelurahan", line="line") & Q(line__sudin=bazaar.sudin_id)
    referred = Share.objects.open().filter(
        participant=OuterRef("pk"), sudin=bazaar.sudin_id, purpose=StageCode.MARKETING
    )
    return Participant.objects.active().filter(own | Q(Exists(referred)))


def not_chosen(people: QuerySet[Participant], bazaar: Bazaar) -> QuerySet[Participant]:
    stands = Exhibitor.objects.present().filter(bazaar=bazaar, participant=OuterRef("pk"))
    return people.filter(~Exists(stands))


def never_exhibited(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those who never stood at a bazaar; who registered first has waited longest."""
    return people.filter(~Exists(_days())).order_by("registered_on", "pk")


def longest_ago(people: QuerySet[Participant]) -> QuerySet[Participant]:
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
        rows = bazaar.exhibitors.present().values_list(
            "participant__kelurahan_id", "participant__kelurahan__name", "participant__rw", "business__field"
        )
        for code, name, rw, trade in rows:
            spread.rw[code, rw] += 1
            spread.kelurahan[name] += 1
            spread.fields[Field(trade).label if trade else "Tanpa usaha"] += 1
        return spread

    def beside(self, person: Participant) -> int:
        """How many of her own RW are chosen already."""
        return self.rw[person.kelurahan_id, person.rw]


@transaction.atomic
def choose(bazaar: Bazaar, chosen: Collection[UUID], *, by: User) -> int:
    """Give each of them the lowest free stand, in key order, or nobody any; answers how many are new. Who has a stand
    keeps it, so sending the same choice twice changes nothing.

    Raises Refused when one of them is out of reach or the stands do not suffice.
    """
    may_run(bazaar, by)
    standing = lock_bazaar(bazaar)
    already = set(
        standing.exhibitors.present()
        .filter(participant__public_id__in=chosen)
        .values_list("participant__public_id", flat=True)
    )
    new = list(eligible(standing, by).filter(public_id__in=set(chosen) - already).order_by("pk"))
    if len(new) < len(set(chosen) - already):
        raise Refused("Sebagian pilihan tidak aktif atau di luar tugas Anda. Tidak ada yang dipilih.")
    free = free_stands(standing)
    if len(new) > len(free):
        raise Refused(f"Stan tersisa {len(free)}, Anda memilih {len(new)} orang. Tidak ada yang dipilih.")
    _give(standing, zip(new, free, strict=False), by)
    return len(new)


@transaction.atomic
def withdraw(exhibitor: Exhibitor, *, by: User) -> None:
    """She gives her stand up; the days she was there stay.

    Raises Refused where she has already, or where she stood there at a bazaar that is over.
    """
    may_run(exhibitor.bazaar, by)
    standing = lock_bazaar(exhibitor.bazaar)
    hers = standing.exhibitors.present().filter(pk=exhibitor.pk)
    if not hers.exists():
        raise Refused("Peserta ini sudah mundur dari bazar.")
    if not hers.movable().update(withdrawn_at=Now()):
        raise Refused(
            "Bazar sudah selesai dan peserta ini hadir, jadi stannya tetap. Bila keliru, perbaiki daftar hadir."
        )
    Bazaar.objects.filter(pk=standing.pk).touch()


@transaction.atomic
def replace(exhibitor: Exhibitor, successor: UUID, *, by: User) -> None:
    """Another one takes over her stand.

    Raises Refused where the successor is out of reach or has a stand, and what `withdraw` raises.
    """
    standing = lock_bazaar(exhibitor.bazaar)
    person = not_chosen(eligible(standing, by), standing).filter(public_id=successor).first()
    if person is None:
        raise Refused("Pengganti sudah mempunyai stan, tidak aktif, atau di luar tugas Anda.")
    withdraw(exhibitor, by=by)
    _give(standing, [(person, exhibitor.stand)], by)


def free_stands(bazaar: Bazaar) -> list[int]:
    taken = set(bazaar.exhibitors.present().values_list("stand", flat=True))
    return [number for number in range(1, bazaar.stands + 1) if number not in taken]


def _give(bazaar: Bazaar, stands: Iterable[tuple[Participant, int]], by: User) -> None:
    stands = list(stands)
    businesses = {}
    for business in Business.objects.filter(participant__in=[person for person, _ in stands]).order_by("-pk"):
        businesses[business.participant_id] = business
    Exhibitor.objects.bulk_create(
        Exhibitor(bazaar=bazaar, participant=person, business=businesses.get(person.pk), stand=number, chosen_by=by)
        for person, number in stands
    )
    if stands:
        Bazaar.objects.filter(pk=bazaar.pk).touch()


def _days() -> QuerySet[BazaarDay]:
    return BazaarDay.objects.filter(participant=OuterRef("pk"), voided=False)
