"""The people behind a number: a row per counted record, with a name where the viewer may see it, else with why not.

The records are those of the number and come over the reading role; who they are of it cannot read, so people come
over the application's own connection, as they are now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from foundation.days import stamp
from offices.models import User
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
    "public_id", "occurred_on", "stage_id", "is_first", "voided_at", "kelurahan_id", "credited_line_id",
    "acting_sudin_id", "participant_id",
)  # fmt: skip
SHOWN_OF_HER = ("public_id", "name", "registration_number", "state", "line_id")


@dataclass(frozen=True)
class PersonRow:
    """A counted record; `name` is empty where the viewer may not see the person, and `why` says why."""

    record: StageRecord
    her: Participant
    name: str = ""
    number: str = ""
    why: str = ""
    opens: bool = False
    marks: tuple[str, ...] = ()
    """What is to be said of the record itself: that it came late, that it was taken back meanwhile."""


def listed(user: User, question: Question) -> QuerySet[StageRecord]:
    """The records behind the number, with what a row shows and nothing of the person."""
    rows = counting.records(user, question)
    return rows.prefetch_related("kelurahan__successor", "credited_line", "acting_sudin").only(*SHOWN)


def described(user: User, records: Iterable[StageRecord], *, granted: bool) -> list[PersonRow]:
    """The records as rows for this viewer. `granted`: a reason was given for just this list."""
    records = list(records)
    direct = user.scope.of_participants() | Q(pk__in=shared_with(user))
    reasoned = user.scope.of(Act.SEE_PEOPLE_WITH_REASON, region="kelurahan", line="line") if granted else Q(pk__in=[])
    people = (
        Participant.objects.annotate(opens=_whether(direct), named=_whether(direct | reasoned))
        .prefetch_related("line__sudin")
        .only(*SHOWN_OF_HER)
        .in_bulk({record.participant_id for record in records})
    )
    marks = marked(records, READER)
    rows = [_row(user, record, people[record.participant_id]) for record in records]
    return [replace(row, marks=_marks(row.record, marks)) for row in rows]


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _row(user: User, record: StageRecord, her: Any) -> PersonRow:
    """`her` also tells whether this viewer reads her name and `opens` her page."""
    if her.state == ParticipantState.ANONYMISED:
        return PersonRow(record, her, why="Data pribadi sudah dianonimkan")
    if her.named:
        return PersonRow(record, her, her.name, her.registration_number, opens=her.opens)
    return PersonRow(record, her, why=_why(user, her))


def _marks(record: StageRecord, marks: dict[int, list[str]]) -> tuple[str, ...]:
    voided = [f"dibatalkan {stamp(record.voided_at)}"] if record.voided_at else []
    return (*marks.get(record.pk, []), *voided)


def _why(user: User, her: Participant) -> str:
    """Why this viewer sees no name."""
    sight = Sight.of(user)
    if sight == Sight.NEVER:
        return "Peran Anda tidak membuka data orang"
    sudin = her.line.sudin
    if sight == Sight.DIRECT and user.scope.sudin_codes and sudin.code not in user.scope.sudin_codes:
        return f"Kini ditangani {sudin}"
    return "Kini di luar wilayah tugas Anda"
