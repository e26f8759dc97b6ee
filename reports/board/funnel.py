"""The funnel of a period is flow: people who reached each stage for the first time in it."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from foundation.numbers import grouped, percent
from offices.models import User
from records.models import Stage
from reports.figures import counting
from reports.figures.counting import NONE
from reports.figures.question import Question
from reports.figures.reading import READER
from targets.models import Unit

ABOVE = "Di atas 100 %: tahap tidak berurutan, dan sebagian orang mencapai tahap sebelumnya di luar periode ini."


@dataclass(frozen=True)
class Step:
    """One stage of the funnel."""

    stage: Stage
    question: Question
    people: int
    of_first: Decimal | None
    of_previous: Decimal | None

    @property
    def why_above(self) -> str:
        """Why a share passes 100 %; empty where none does."""
        return ABOVE if max(self.of_first or 0, self.of_previous or 0) > 100 else ""


def funnel(user: User, question: Question) -> list[Step]:
    """P1 to P7 of this span, area and lines, always people."""
    asked = question.replace(stage=None, unit=Unit.PEOPLE, verified=None)
    counted = counting.count(user, asked, "stage")
    people = {code: figure.people for code, figure in counted.items()}
    stages = list(Stage.objects.using(READER).order_by("position"))
    return [_step(asked, people, stages, place) for place in range(len(stages))]


def _step(question: Question, people: dict[str, int], stages: list[Stage], place: int) -> Step:
    stage, first = stages[place], stages[0]
    mine = people.get(stage.code, NONE.people)
    before = people.get(stages[place - 1].code, 0) if place else None
    of_first = percent(mine, people.get(first.code, 0)) if place else None
    return Step(stage, question.replace(stage=stage.code), mine, of_first, percent(mine, before))


def sentence(steps: list[Step]) -> str:
    """What the funnel shows, in one sentence."""
    first, last = steps[0], steps[-1]
    if not first.people:
        return "Belum ada pendaftaran dalam periode dan wilayah ini."
    drops = [(before.people - after.people, before, after) for before, after in pairwise(steps)]
    _, before, after = max(drops, key=lambda drop: drop[0])
    cliff = (
        f"; penurunan terbesar antara {before.stage.code} dan {after.stage.code}"
        if before.people > after.people
        else ""
    )
    return (
        f"Dalam periode ini {grouped(first.people)} orang terdaftar dan {grouped(last.people)} orang"
        f" pertama kali mencapai {last.stage.name}{cliff}."
    )


def chart(steps: list[Step]) -> dict[str, Any]:
    """The data of the chart, as static/js/charts.js takes them."""
    return {
        "unit": "orang",
        "stages": [
            {
                "code": step.stage.code,
                "name": step.stage.name,
                "people": step.people,
                "of_first": step.of_first and float(step.of_first),
                "of_previous": step.of_previous and float(step.of_previous),
            }
            for step in steps
        ],
    }
