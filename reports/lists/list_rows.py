"""The people behind a number: a row per counted record, with a name where the viewer may see it, else with why not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from offices.models import User
from offices.roles import Act
from participants.models import Participant
from participants.participants import ParticipantState
from participants.shares import shared_with
from records.models import StageRecord
from reports.figures import counting
from reports.figures.question import Question
from reports.figures.reading import READER
from reports.figures.sight import Sight

SHOWN = (
    "public_id", "occurred_on", "stage_id", "is_first", "kelurahan__name", "credited_line__name",
    "acting_sudin__short_name", "participant__public_id", "participant__name", "participant__registration_number",
    "participant__state", "participant__line__sudin__short_name",
)  # fmt: skip


@dataclass(frozen=True)
class PersonRow:
    """A counted record; `name` is empty where the viewer may not see the person, and `why` says why."""

    record: StageRecord
    name: str = ""
    number: str = ""
    why: str = ""
    opens: bool = False


def listed(user: User, question: Question) -> QuerySet[StageRecord]:
    """The records behind the number, with what a row shows and nothing encrypted."""
    rows = counting.records(user, question)
    return rows.select_related("kelurahan", "credited_line", "acting_sudin", "participant__line__sudin").only(*SHOWN)


def described(user: User, records: Iterable[StageRecord], *, granted: bool) -> list[PersonRow]:
    """The records as rows for this viewer. `granted`: a reason was given for just this list."""
    records = list(records)
    wanted = Participant.objects.using(READER).filter(pk__in={record.participant_id for record in records})
    direct = user.scope.of_participants() | Q(pk__in=shared_with(user))
    reasoned = user.scope.of(Act.SEE_PEOPLE_WITH_REASON, region="kelurahan", line="line") if granted else Q(pk__in=[])
    opens = set(wanted.filter(direct).values_list("pk", flat=True))
    named = opens | set(wanted.filter(reasoned).values_list("pk", flat=True))
    return [_row(user, record, record.participant_id in named, record.participant_id in opens) for record in records]


def _row(user: User, record: StageRecord, named: bool, opens: bool) -> PersonRow:
    her = record.participant
    if her.state == ParticipantState.ANONYMISED:
        return PersonRow(record, why="Data pribadi sudah dianonimkan")
    if named:
        return PersonRow(record, her.name, her.registration_number, opens=opens)
    return PersonRow(record, why=_why(user, her))


def _why(user: User, her: Participant) -> str:
    """Why this viewer sees no name."""
    sight = Sight.of(user)
    if sight == Sight.NEVER:
        return "Peran Anda tidak membuka data orang"
    sudin = her.line.sudin
    if sight == Sight.DIRECT and user.scope.sudin_codes and sudin.code not in user.scope.sudin_codes:
        return f"Kini ditangani {sudin}"
    return "Kini di luar wilayah tugas Anda"
