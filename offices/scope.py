"""What an officer may see and do, by the duties that hold today."""

from functools import cached_property, reduce
from operator import or_

from django.db.models import Q

from foundation.errors import NotAllowed
from offices.duties import Duty
from offices.regions import Level, Region, inside
from offices.roles import ACT_WORDS, Act

NOTHING = Q(pk__in=[])


class Scope:
    """The reach of one officer today: which acts, in which regions, for which sudin.

    Rights of several duties add up, but never mix: an act of one duty does not reach into the region of another.
    """

    def __init__(self, duties: tuple[Duty, ...]):
        self.duties = duties

    def may(self, act: Act, *, region: str | None = None, sudin: str | None = None) -> bool:
        """Whether one duty allows the act and reaches that region and sudin (codes; None asks for nothing)."""
        return any(act in duty.rule.acts and duty.reaches(region, sudin) for duty in self.duties)

    def require(self, act: Act, *, region: str | None = None, sudin: str | None = None) -> None:
        """Raise NotAllowed, in the officer's words, unless a duty allows it."""
        if not self.may(act, region=region, sudin=sudin):
            raise NotAllowed(f"Tugas Anda tidak mencakup: {ACT_WORDS[act].lower()}.")

    def having(self, act: Act) -> list[Duty]:
        return [duty for duty in self.duties if act in duty.rule.acts]

    @cached_property
    def sudin_codes(self) -> set[str]:
        return {duty.sudin_id for duty in self.duties if duty.sudin_id}

    @property
    def ended(self) -> list[Region]:
        """The regions of the duties that are no more: their officers are told at once."""
        return [region for region in {duty.region for duty in self.duties} if region.has_ended]

    @property
    def key(self) -> str:
        """The duties it comes from, as text: the same text, the same reach."""
        return ",".join(sorted(str(duty.pk) for duty in self.duties))

    @property
    def needs_second_factor(self) -> bool:
        return any(duty.rule.second_factor for duty in self.duties)

    def of(self, act: Act, *, region: str, line: str) -> Q:
        """Rows the act reaches, given the names of the fields that point to their kelurahan and target line."""
        reaches = [self._reach(duty, region, line) for duty in self.having(act)]
        return reduce(or_, reaches, NOTHING)

    def of_regions(self, act: Act, *, code: str = "code") -> Q:
        """Rows in a region of a duty that allows the act, whatever its sudin; `code` names their region's code."""
        regions = sorted({duty.region_id for duty in self.having(act)})
        return reduce(or_, (inside(code, region) for region in regions), NOTHING)

    def of_own_sudin(self, act: Act, *, sudin: str, region: str) -> Q:
        """Rows meant for a sudin of the officer, in the region of that duty; given the names of the two fields."""
        duties = [duty for duty in self.having(act) if duty.sudin_id]
        meant = [Q(**{sudin: duty.sudin_id}) & inside(f"{region}__code", duty.region_id) for duty in duties]
        return reduce(or_, meant, NOTHING)

    def of_participants(self, line: str = "") -> Q:
        """People in the officer's care; `participants` adds those shared with the officer's sudin.

        With a `line` (code), those duties alone that can reach anybody in it.
        """
        duties = [duty for duty in self.having(Act.SEE_PEOPLE) if line.startswith(duty.sudin_id or "") or not line]
        return reduce(or_, (self._reach(duty, "kelurahan", "line") for duty in duties), NOTHING)

    def of_activities(self, *, sudin: str, region: str) -> Q:
        """Classes and bazaars, given the fields that point to organiser and kelurahan.

        Those of the duty's sudin in the whole kota, wherever in it the duty lies; without a sudin, those in its region.
        """
        reaches = [self._activities(duty, sudin, region) for duty in self.duties]
        return reduce(or_, reaches, NOTHING)

    def of_figures(self) -> Q:
        """Cells of the roll-up the officer may see."""
        return self.of(Act.SEE_FIGURES, region="kelurahan", line="line")

    def of_records(self) -> Q:
        """Records the officer may count: credit of the region and sudin, and what the sudin did there for others."""
        credited = self.of(Act.SEE_FIGURES, region="kelurahan", line="credited_line")
        return credited | self.of_own_sudin(Act.SEE_FIGURES, sudin="acting_sudin", region="kelurahan")

    @staticmethod
    def _activities(duty: Duty, sudin: str, region: str) -> Q:
        if duty.rule.by_sudin:
            return Q(**{sudin: duty.sudin_id}) & inside(f"{region}__code", duty.region_id[: Level.KOTA])
        return inside(f"{region}__code", duty.region_id)

    @staticmethod
    def _reach(duty: Duty, region: str, line: str) -> Q:
        """Codes are paths, so neither condition needs a join."""
        there = inside(f"{region}__code", duty.region_id)
        return there & Q(**{f"{line}__code__startswith": duty.sudin_id}) if duty.rule.by_sudin else there
