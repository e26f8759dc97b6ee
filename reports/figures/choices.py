"""Which areas, lines and decisions an officer may ask about, and which are shown first."""

from django.db.models import Q

from foundation.days import today
from offices.models import Region, Sudin, User
from offices.regions import Level
from offices.roles import Act
from reports.figures.reading import READER
from targets.models import DecisionState, TargetDecision


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
        return list(Region.objects.using(READER).filter(inside | Q(code=self.area)))

    def sees_credit_of(self, sudin: Sudin) -> bool:
        """Whether figures credited to this sudin are within the officer's duties."""
        return any(duty.sudin_id in (None, sudin.code) for duty in self.duties)

    def decisions(self) -> list[TargetDecision]:
        """What results can be compared with, newest first; drafts are no targets yet."""
        visible = TargetDecision.objects.using(READER).visible_to(self.user).exclude(state=DecisionState.DRAFT)
        return list(visible.select_related("stage", "region"))

    def decision_of_today(self, decisions: list[TargetDecision]) -> TargetDecision | None:
        """The one to open on: in force, its period holds today, for all lines rather than some."""
        in_force = [decision for decision in decisions if decision.is_in_force]
        running = [decision for decision in in_force if decision.starts_on <= today() <= decision.due_on]
        begun = [decision for decision in in_force if decision.starts_on <= today()]
        whole = [decision for decision in running if not decision.is_partial]
        return next(iter(whole or running or begun or in_force), None)
