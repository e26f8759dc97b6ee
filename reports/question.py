"""What one number answers. The same question opens the number, its explanation, its list of people and its export."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from programs.models import TargetDecision
from programs.targets.models import Unit
from reports.spans import Span

UNIT_WORDS = {Unit.PEOPLE: "orang", Unit.RECORDS: "catatan"}
VERIFIED_WORDS = {True: "ya", False: "belum"}


@dataclass(frozen=True)
class Question:
    """Which stage, when, where, whose: people (first completions) or records.

    `area` is a region's code and stands for everything inside it; `lines` are codes of sudin or lines, none for all.
    `verified` asks for people whose identity is (not) verified by now, `helper` for what a sudin did for others.
    `free` says that the span was chosen by hand, so no target is compared.
    """

    span: Span
    area: str
    stage: str | None = None
    unit: str = Unit.PEOPLE
    lines: tuple[str, ...] = ()
    decision: TargetDecision | None = None
    free: bool = False
    verified: bool | None = None
    helper: str = ""

    def ask(self, **changes: Any) -> "Question":
        """The same question but for these fields."""
        return replace(self, **changes)

    @property
    def meets_target(self) -> bool:
        """Whether the decision's targets are about what is counted here."""
        decision = self.decision
        if decision is None or self.free or self.helper or self.verified is not None:
            return False
        return (self.stage, self.unit) == (decision.stage_id, decision.unit)

    @property
    def unit_words(self) -> str:
        return UNIT_WORDS[Unit(self.unit)]

    def params(self) -> dict[str, str]:
        """The question as the address says it; what is empty is left out."""
        found = {
            "keputusan": str(self.decision.public_id) if self.decision else "bebas",
            "tahap": self.stage or "",
            "wilayah": self.area,
            "lini": ".".join(self.lines) if len(self.lines) == 1 else "",
            "mulai": f"{self.span.starts_on:%d/%m/%Y}" if self.free else "",
            "sampai": f"{self.span.ends_on:%d/%m/%Y}" if self.free else "",
            "hitung": self.unit_words,
            "verifikasi": VERIFIED_WORDS[self.verified] if self.verified is not None else "",
            "pelaksana": self.helper,
        }
        return {name: value for name, value in found.items() if value}

    def address(self, name: str) -> str:
        """The page of that URL name for this question."""
        return f"{reverse(name)}?{urlencode(self.params())}"

    @property
    def board_url(self) -> str:
        return self.address("reports:board")

    @property
    def why_url(self) -> str:
        return self.address("reports:why")

    @property
    def list_url(self) -> str:
        return self.address("reports:people")
