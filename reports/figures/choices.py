"""Which areas, lines and decisions an officer may ask about, and which are shown first."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.db.models.functions import Length

from foundation.days import today
from offices.models import Region, Sudin, User
from offices.regions import Level
from offices.roles import Act
from reports.figures.reading import READER
from targets.models import DecisionState, TargetDecision

ALL_LINES = 1_000
"""How many lines a decision counts as that speaks of all without naming one."""


class QuestionChoices:
    """The choices of one officer's dashboard, from the duties that show figures."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.duties = user.scope.having(Act.SEE_FIGURES)

    @property
    def area(self) -> str:
        """The smallest region that holds those of all the officer's duties."""
        codes = {duty.region_id for duty in self.duties}
        for level in reversed(Level):
            around = {code[:level] for code in codes}
            if len(around) == 1 and min(map(len, codes)) >= level:
                return around.pop()
        return ""

    @property
    def sudin(self) -> str:
        """The officer's sudin, where all duties are for one; empty where every sudin's figures are seen."""
        codes = {duty.sudin_id for duty in self.duties}
        return codes.pop() or "" if len(codes) == 1 else ""

    def areas(self) -> list[Region]:
        """Every region inside the officer's duties', from the kota down, and the one that holds them all."""
        inside = self.user.scope.of_regions(Act.SEE_FIGURES)
        return list(Region.objects.using(READER).filter(inside | Q(code=self.area)).select_related("successor"))

    def sees_credit_of(self, sudin: Sudin) -> bool:
        """Whether figures credited to this sudin are within the officer's duties."""
        return any(duty.sudin_id in (None, sudin.code) for duty in self.duties)

    def decisions(self) -> list[TargetDecision]:
        """What results can be compared with: those of today, the widest first, then what comes, then what is past."""
        visible = TargetDecision.objects.using(READER).visible_to(self.user).exclude(state=DecisionState.DRAFT)
        measured = visible.select_related("stage", "region").annotate(
            widest=Min(Length("targets__region_id")),
            of_all=Count("targets", filter=Q(targets__line=None)),
            lines=Count("targets__line", distinct=True),
            areas=Count("targets__region", distinct=True),
        )
        return in_order(list(measured), today())

    def decision_of_today(self, decisions: list[TargetDecision]) -> TargetDecision | None:
        """The one to open on: of those in force and not separate the widest that holds today, else the nearest."""
        return next((decision for decision in decisions if decision.is_in_force and not decision.is_separate), None)


def in_order(decisions: list[TargetDecision], day: date) -> list[TargetDecision]:
    """Decisions that hold on the day, the widest first; then those to come, the next first; then the past, newest first.

    Of equally wide ones the one that came into force first stays first, and a replacement has the place of what it
    replaces: so the first page never jumps when a smaller or later decision comes.
    """
    known = {decision.pk: decision for decision in decisions}

    def begun(decision: TargetDecision) -> tuple[datetime, int]:
        while before := known.get(decision.replaces_id or 0):
            decision = before
        return decision.in_force_at or decision.created_at, decision.pk

    def width(decision: Any) -> tuple:
        lines = ALL_LINES if decision.of_all else decision.lines
        days = (decision.due_on - decision.starts_on).days
        first = (decision.is_separate, decision.part_of_id is not None)
        return (*first, decision.widest, -lines, -decision.areas, -days, begun(decision))

    holding = [decision for decision in decisions if decision.starts_on <= day <= decision.due_on]
    coming = [decision for decision in decisions if decision.starts_on > day]
    past = [decision for decision in decisions if decision.due_on < day]
    return [
        *sorted(holding, key=width),
        *sorted(coming, key=lambda decision: decision.starts_on),
        *sorted(past, key=lambda decision: decision.due_on, reverse=True),
    ]
