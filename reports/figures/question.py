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
from targets.models import Target, TargetDecision, Unit, unit_words
from targets.sums import TargetTable

UNIT_KEYS = {Unit.PEOPLE: "orang", Unit.RECORDS: "catatan"}
"""How the address says the unit; in words it is `unit_words`."""
FREE = "bebas"
"""What the address says where a period was chosen by hand instead of a decision."""
BEGINNING = date(2000, 1, 1)
"""Before the programme: a period from here on has everything."""
YES = "ya"
VERIFIED_WORDS = {True: YES, False: "belum"}


@dataclass(frozen=True)
class Question:
    """Which stage, when, where, whose: people (first completions) or records.

    `area` is a region's code and stands for everything inside it; `lines` are codes of sudin or lines, none for all.
    `verified` asks for people whose identity is (not) verified by now, `withdrawn` for those who have left by now,
    `helper` for what a sudin did for others, `known_by` for what was known at the end of that day.
    Without a decision the span was chosen by hand, and no target is compared; with one it may end before the due day.
    """

    span: Span
    area: str
    stage: str | None = None
    unit: str = Unit.PEOPLE
    lines: tuple[str, ...] = ()
    decision: TargetDecision | None = None
    verified: bool | None = None
    withdrawn: bool = False
    helper: str = ""
    known_by: date | None = None

    @classmethod
    def about(cls, target: Target) -> "Question":
        """What the target is set for."""
        decision = target.decision
        return cls(
            span=Span(decision.starts_on, decision.due_on),
            area=target.region_id,
            stage=decision.stage_id,
            unit=decision.unit,
            lines=(target.line_id,) if target.line_id else (),
            decision=decision,
        )

    def replace(self, **changes: Any) -> "Question":
        """The same question but for these fields."""
        return dataclasses.replace(self, **changes)

    def until(self, day: date) -> "Question":
        """The same question of the days up to that one; the span must have begun by then."""
        return self.replace(span=Span(self.span.starts_on, min(day, self.span.ends_on)))

    @property
    def meets_target(self) -> bool:
        """Whether the decision's targets are about what is counted here: its stage and unit, in all of its period."""
        decision = self.decision
        if decision is None or self.helper or self.asks_of_today or self.is_cut:
            return False
        return (self.stage, self.unit) == (decision.stage_id, decision.unit)

    @property
    def asks_of_today(self) -> bool:
        """Whether only people of a state of today are asked about, whatever they were when it happened."""
        return self.verified is not None or self.withdrawn

    @property
    def is_cut(self) -> bool:
        """Whether only a part of the decision's period is asked about: up to an earlier day."""
        return self.decision is not None and self.span.ends_on < self.decision.due_on

    @property
    def unit_words(self) -> str:
        return unit_words(self.unit, self.stage)

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
            "sampai": "" if self.decision and not self.is_cut else f"{self.span.ends_on:%d/%m/%Y}",
            "hitung": UNIT_KEYS[Unit(self.unit)],
            "verifikasi": VERIFIED_WORDS[self.verified] if self.verified is not None else "",
            "mundur": YES if self.withdrawn else "",
            "pelaksana": self.helper,
            "diketahui": f"{self.known_by:%d/%m/%Y}" if self.known_by else "",
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
