"""The people behind a number: a row per counted record, with a name where the viewer may see it, else with why not.

The records are those of the number and come over the reading role; who they are of it cannot read, so people come
over the application's own connection, as they are now. Both come as plain values: a list can be of 100.000.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from foundation.days import stamp
from offices.models import Region, Sudin, TargetLine, User
from offices.roles import Act
from participants.models import Participant
from participants.participants import ParticipantState
from participants.shares import shared_with
from records.marks import marked
from records.models import StageRecord
from reports.figures import counting
from reports.figures.question import Question
from reports.figures.reading import READER
from reports.figures.sight import Sight

SHOWN = (
    "id", "occurred_on", "stage_id", "voided_at", "kelurahan_id", "credited_line_id", "acting_sudin_id",
    "participant_id",
)  # fmt: skip
SHOWN_OF_HER = ("id", "public_id", "name", "registration_number", "state", "line_id", "opens", "named")


class PersonRow(NamedTuple):
    """A counted record; `name` is empty where the viewer may not see the person, and `why` says why."""

    record: int
    """Its key."""
    occurred_on: date
    stage: str
    place: str
    """The kelurahan of that day, as it is called now."""
    line: str
    """Which line it counts for."""
    acting: str
    """The sudin that did it, where one did."""
    name: str
    number: str
    why: str
    opens: UUID | None
    """Whose page this viewer can open from here."""
    marks: tuple[str, ...]
    """What is to be said of the record itself: that it came late, that it was taken back meanwhile."""


def listed(user: User, question: Question) -> QuerySet[StageRecord, Any]:
    """The records behind the number, as named tuples with what a row shows and nothing of the person."""
    return counting.records(user, question).values_list(*SHOWN, named=True)


def described(user: User, records: Sequence[Any], *, granted: bool) -> list[PersonRow]:
    """The records as rows for this viewer. `granted`: a reason was given for just this list."""
    people = _people(user, {record.participant_id for record in records}, granted)
    marks = marked([record.id for record in records], READER)
    words = _Words(user, records, people)
    return [
        PersonRow(
            record.id,
            record.occurred_on,
            record.stage_id,
            words.places[record.kelurahan_id],
            words.lines[record.credited_line_id].name,
            words.sudin.get(record.acting_sudin_id, ""),
            *words.of_her(people[record.participant_id]),
            _marks(record, marks),
        )
        for record in records
    ]


def _people(user: User, keys: set[int], granted: bool) -> dict[int, Any]:
    """Who they are, as they are now, and whether this viewer reads the name (`named`) and `opens` the page."""
    direct = user.scope.of_participants() | Q(pk__in=shared_with(user))
    reasoned = user.scope.of(Act.SEE_PEOPLE_WITH_REASON, region="kelurahan", line="line") if granted else Q(pk__in=[])
    people = Participant.objects.filter(pk__in=keys).order_by()
    people = people.annotate(opens=_whether(direct), named=_whether(direct | reasoned))
    return {her.id: her for her in people.values_list(*SHOWN_OF_HER, named=True)}


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


class _Words:
    """What the codes of some rows are called, each asked once, and what this viewer is told of a person."""

    def __init__(self, user: User, records: Sequence[Any], people: dict[int, Any]):
        self.user, self.sight = user, Sight.of(user)
        regions = Region.objects.select_related("successor").in_bulk({record.kelurahan_id for record in records})
        self.places = {code: region.marked_name for code, region in regions.items()}
        lines = {record.credited_line_id for record in records} | {her.line_id for her in people.values()}
        self.lines = TargetLine.objects.select_related("sudin").in_bulk(lines)
        acting = {record.acting_sudin_id for record in records} - {None}
        self.sudin = {code: str(sudin) for code, sudin in Sudin.objects.in_bulk(acting).items()} if acting else {}

    def of_her(self, her: Any) -> tuple[str, str, str, UUID | None]:
        """Name, number, why there is none, and what opens her page."""
        if her.state == ParticipantState.ANONYMISED:
            return "", "", "Data pribadi sudah dianonimkan", None
        if her.named:
            return her.name, her.registration_number, "", her.public_id if her.opens else None
        return "", "", self._why(her), None

    def _why(self, her: Any) -> str:
        """Why this viewer sees no name."""
        if self.sight == Sight.NEVER:
            return "Peran Anda tidak membuka data orang"
        sudin = self.lines[her.line_id].sudin
        if self.sight == Sight.DIRECT and self.user.scope.sudin_codes and sudin.code not in self.user.scope.sudin_codes:
            return f"Kini ditangani {sudin}"
        return "Kini di luar wilayah tugas Anda"


def _marks(record: Any, marks: dict[int, list[str]]) -> tuple[str, ...]:
    late = marks.get(record.id, ())
    return (*late, f"dibatalkan {stamp(record.voided_at)}") if record.voided_at else tuple(late)
