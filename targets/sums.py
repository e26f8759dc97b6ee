"""What the targets of a decision add up to: by line, by area, and beside the published total. Nothing is mended."""

from dataclasses import dataclass

from targets.models import Target, TargetDecision


@dataclass(frozen=True)
class Sums:
    """Two trees and a published figure; a tree without targets is None. `explained_by`: lines worth the selisih.

    `computed` is what the decision sets; `compared` are both trees over the lines that both speak of, if any.
    """

    lines: int | None
    areas: int | None
    published: int | None
    computed: int
    compared: tuple[int, int] | None = None
    explained_by: tuple[str, ...] = ()

    @property
    def difference(self) -> int | None:
        """Selisih: computed less published; None where nothing was published."""
        return None if self.published is None else self.computed - self.published

    @property
    def between_trees(self) -> int | None:
        """Lines less areas; None unless both speak of the same lines."""
        return None if self.compared is None else self.compared[0] - self.compared[1]


class TargetTable:
    """The targets of one decision, loaded once, asked by area and lines (codes; both stand for what is inside)."""

    def __init__(self, decision: TargetDecision, targets: list[Target]) -> None:
        self.decision = decision
        self.targets = targets

    @classmethod
    def of(cls, decision: TargetDecision, using: str = "default") -> "TargetTable":
        targets = Target.objects.using(using).filter(decision=decision).select_related("line", "region")
        return cls(decision, list(targets))

    @property
    def by_line(self) -> list[Target]:
        """The tree of lines: values for the decision's whole region."""
        return [target for target in self.targets if target.region_id == self.decision.region_id]

    @property
    def by_area(self) -> list[Target]:
        """The tree of areas: values for regions inside the decision's."""
        return [target for target in self.targets if target.region_id != self.decision.region_id]

    @property
    def line_codes(self) -> tuple[str, ...]:
        """The lines that the decision speaks of; empty where it speaks of all."""
        return tuple(sorted({target.line_id for target in self.targets if target.line_id}))

    def sums(self) -> Sums:
        computed, published = self.value(self.decision.region_id) or 0, self.decision.published_total
        gap = 0 if published is None else abs(computed - published)
        names = tuple(str(target.line) for target in self.by_line if gap and target.line and target.value == gap)
        return Sums(_sum(self.by_line), _sum(self.by_area), published, computed, self._compared(), names)

    def value(self, area: str, lines: tuple[str, ...] = ()) -> int | None:
        """The target of that area and those lines; None where none is set, never a share of another value."""
        return _sum(self.behind(area, lines))

    def behind(self, area: str, lines: tuple[str, ...] = ()) -> list[Target]:
        """The targets that make up that value, each line's of the area itself, else those inside it.

        None unless every line that is asked about has one: a single line's target is not that of all.
        """
        area = max(area, self.decision.region_id, key=len)
        asked = [code for code in self.line_codes if not lines or code.startswith(lines)]
        of_each = [self._nearest(area, code) for code in asked]
        if asked and all(of_each):
            return [target for targets in of_each for target in targets]
        return [] if lines else self._nearest(area, None)

    def _nearest(self, area: str, line: str | None) -> list[Target]:
        inside = [target for target in self.targets if target.line_id == line and target.region_id.startswith(area)]
        return [target for target in inside if target.region_id == area] or inside

    def _compared(self) -> tuple[int, int] | None:
        """Both trees over the lines of the areas' one; None where the lines' has none of them."""
        of_areas = {target.line_id for target in self.by_area}
        same = [target for target in self.by_line if of_areas & {None, target.line_id}]
        return (_sum(same) or 0, _sum(self.by_area) or 0) if same else None


def _sum(targets: list[Target]) -> int | None:
    return sum(target.value for target in targets) if targets else None
