"""What one number answers. The same question opens the number, its explanation, its list of people and its export."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from foundation.days import long_date
from reports.figures.answering import BOARD, LIST, page_that_shows
from reports.figures.spans import Span
from targets.models import TargetDecision, Unit
from targets.sums import TargetTable

UNIT_WORDS = {Unit.PEOPLE: "orang", Unit.RECORDS: "catatan"}
FREE = "bebas"
"""What the address says where a period was chosen by hand instead of a decision."""
BEGINNING = date(2000, 1, 1)
"""Before the programme: a period from here on has everything."""
VERIFIED_WORDS = {True: "ya", False: "belum"}


@dataclass(frozen=True)
class Question:
    """Which stage, when, where, whose: people (first completions) or records.

    `area` is a region's code and stands for everything inside it; `lines` are codes of sudin or lines, none for all.
    `verified` asks for people whose identity is (not) verified by now, `helper` for what a sudin did for others.
    Without a decision the span was chosen by hand, and no target is compared.
    """

    span: Span
    area: str
    stage: str | None = None
    unit: str = Unit.PEOPLE
    lines: tuple[str, ...] = ()
    decision: TargetDecision | None = None
    verified: bool | None = None
    helper: str = ""

    def replace(self, **changes: Any) -> "Question":
        """The same question but for these fields."""
        return dataclasses.replace(self, **changes)

    @property
    def meets_target(self) -> bool:
        """Whether the decision's targets are about what is counted here."""
        decision = self.decision
        if decision is None or self.helper or self.verified is not None:
            return False
        return (self.stage, self.unit) == (decision.stage_id, decision.unit)

    @property
    def unit_words(self) -> str:
        return UNIT_WORDS[Unit(self.unit)]

    @property
    def period(self) -> str:
        """The span in words."""
        if self.span.starts_on <= BEGINNING:
            return f"Sejak awal sampai {long_date(self.span.ends_on)}"
        return str(self.span)

    def params(self) -> dict[str, str]:
        """The question as the address says it, canonical; what is empty is left out."""
        found = {
            "keputusan": str(self.decision.public_id) if self.decision else FREE,
            "tahap": self.stage or "",
            "wilayah": self.area,
            "lini": self.lines[0] if len(self.lines) == 1 else "",
            "mulai": "" if self.decision else f"{self.span.starts_on:%d/%m/%Y}",
            "sampai": "" if self.decision else f"{self.span.ends_on:%d/%m/%Y}",
            "hitung": self.unit_words,
            "verifikasi": VERIFIED_WORDS[self.verified] if self.verified is not None else "",
            "pelaksana": self.helper,
        }
        return {name: value for name, value in found.items() if value}

    def at(self, page: str) -> str:
        """The page at that address for this question."""
        return f"{page}?{urlencode(self.params())}"

    @property
    def key(self) -> str:
        """The same for the same question, whoever asks."""
        return urlencode(sorted(self.params().items()))

    @property
    def board_url(self) -> str:
        return self.at(page_that_shows(BOARD))

    @property
    def why_url(self) -> str:
        return self.at(reverse("figures:why"))

    @property
    def list_url(self) -> str:
        return self.at(page_that_shows(LIST))


@dataclass(frozen=True)
class Asked:
    """A question, and the targets of its decision; none where the span was chosen by hand."""

    question: Question
    table: TargetTable | None
