"""What the targets of a decision add up to: by line, by area, and beside the published total. Nothing is mended."""

from dataclasses import dataclass

from programs.targets.models import Target, TargetDecision


@dataclass(frozen=True)
class Sums:
    """Two trees and a published figure; a tree without targets is None. `explained_by`: lines worth the selisih."""

    lines: int | None
    areas: int | None
    published: int | None
    explained_by: tuple[str, ...] = ()

    @property
    def computed(self) -> int:
        """What the decision sets: the tree of lines, or that of areas where there is no other."""
        return next((tree for tree in (self.lines, self.areas) if tree is not None), 0)

    @property
    def difference(self) -> int | None:
        """Selisih: computed less published; None where nothing was published."""
        return None if self.published is None else self.computed - self.published

    @property
    def between_trees(self) -> int | None:
        """Lines less areas; None unless there are both."""
        return None if self.lines is None or self.areas is None else self.lines - self.areas

    @property
    def differs(self) -> bool:
        return bool(self.difference or self.between_trees)


class TargetTable:
    """The targets of one decision, loaded once, asked by area and lines (codes; both stand for what is inside)."""

    def __init__(self, decision: TargetDecision, targets: list[Target]):
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
        lines, areas = _sum(self.by_line), _sum(self.by_area)
        sums = Sums(lines, areas, self.decision.published_total)
        gap = abs(sums.difference or 0)
        names = tuple(str(target.line) for target in self.by_line if gap and target.line and target.value == gap)
        return Sums(lines, areas, self.decision.published_total, names)

    def value(self, area: str, lines: tuple[str, ...] = ()) -> int | None:
        """The target of that area and those lines; None where none is set, never a share of another value."""
        return _sum(self.behind(area, lines))

    def behind(self, area: str, lines: tuple[str, ...] = ()) -> list[Target]:
        """The targets that make up that value: those of the area itself, else those inside it."""
        area = max(area, self.decision.region_id, key=len)
        mine = [target for target in self.targets if not lines or (target.line_id or "").startswith(lines)]
        here = [target for target in mine if target.region_id == area]
        return here or [target for target in mine if target.region_id.startswith(area)]


def _sum(targets: list[Target]) -> int | None:
    return sum(target.value for target in targets) if targets else None
