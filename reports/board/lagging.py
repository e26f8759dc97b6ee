"""Which targets lag behind the straight line: on the dashboard for a decision, in the work list for one's own."""

from collections.abc import Iterable

from django.db.models import QuerySet

from foundation.days import long_date, today
from foundation.numbers import grouped
from offices.models import User
from offices.roles import Act
from offices.worklist import SHORT, Waiting, WorkLine, WorkSection
from reports.figures.models import TargetStanding
from reports.figures.question import Question
from reports.figures.reading import reading
from reports.figures.standings import standing_of
from targets.models import DecisionState, Target, TargetDecision


def lagging(user: User, decision: TargetDecision) -> list[tuple[str, Question, TargetStanding]]:
    """Targets of the decision within the officer's figures that lag, the farthest first. Call inside `reading()`.

    Each with its name and the question it is set for.
    """
    found = _behind(standing_of(_within_reach(user).filter(decision=decision)))
    return [(name(one.target), Question.about(one.target), one) for one in found]


def own(user: User) -> Waiting:
    """The officer's own targets that run today and lag, for the work list."""
    running = _within_reach(user).filter(
        decision__state=DecisionState.IN_FORCE, decision__starts_on__lte=today(), decision__due_on__gte=today()
    )
    with reading():
        found = _behind(standing_of(running))
    return Waiting([_line(standing) for standing in found[:SHORT]], grouped(len(found)) if found else "")


def name(target: Target) -> str:
    """The target's line and place."""
    return f"{target.line}, {target.region}" if target.line else str(target.region)


def _within_reach(user: User) -> QuerySet[Target]:
    return Target.objects.filter(user.scope.of(Act.SEE_FIGURES, region="region", line="line"))


def _behind(standings: Iterable[TargetStanding]) -> list[TargetStanding]:
    return sorted((one for one in standings if one.behind > 0), key=lambda one: (-one.behind, one.target_id))


def _line(standing: TargetStanding) -> WorkLine:
    question = Question.about(standing.target)
    unit = question.unit_words
    moved = f"terakhir bertambah {long_date(standing.last_moved_on)}" if standing.last_moved_on else "belum bergerak"
    sub = (
        f"{grouped(standing.result)} dari {grouped(standing.target.value)} {unit}, "
        f"{grouped(standing.behind)} di bawah garis lurus; {moved}"
    )
    return WorkLine(name(standing.target), sub, question.board_url)


LAGGING = WorkSection(
    "lagging",
    "Target yang tertinggal",
    "terhadap garis lurus ke tenggat",
    "bar-chart-line",
    "board:start",
    "Tidak ada target yang tertinggal hari ini.",
    own,
    frozenset({Act.SEE_FIGURES}),
)
