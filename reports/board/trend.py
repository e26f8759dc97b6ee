"""How a result came about, point by point, beside the straight line to the target.

Every point answers a question of its own, the headline's up to that day, from the same cells, deltas and records in the
same snapshot: so each is exact at every moment, and opens like any other number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any, TypeVar

from foundation.days import first_of, long_date, month_number, today
from foundation.numbers import grouped
from offices.models import User
from reports.board.scoreboard import Board
from reports.figures import counting
from reports.figures.counting import NONE, Figure
from reports.figures.pace import straight_line
from reports.figures.question import Question
from reports.figures.spans import DAY, Span

Key = TypeVar("Key")

BY_DAY = 31
"""Spans of at most so many days show each day, longer ones the ends of their months."""


@dataclass(frozen=True)
class Point:
    """The result up to a day, and where the straight line stood; both None where there is nothing to say yet."""

    day: date
    result: int | None
    line: int | None
    question: Question | None = None


def trend(user: User, board: Board) -> list[Point]:
    """Points from the beginning of the span to its end; the last result is the headline. Call inside `reading()`."""
    question = board.question
    known = _results(user, question)
    points = [Point(day, known[day], _line(board, day), question.until(day)) for day in sorted(known)]
    to_come = _to_come(question.span) if board.headline.target else []
    return points + [Point(day, None, _line(board, day)) for day in to_come]


def sentence(board: Board) -> str:
    """What the trend shows, in one sentence."""
    row, pace = board.headline, board.pace
    unit = board.question.unit_words
    if pace is None:
        return f"Realisasi {grouped(row.result)} {unit} dalam periode ini; tidak ada target yang dibandingkan."
    where = "di atas" if pace.ahead >= 0 else "di bawah"
    day = long_date(min(today(), board.question.span.ends_on))
    return (
        f"Per {day} realisasi {grouped(row.result)} {unit}, {grouped(abs(pace.ahead))} {where}"
        f" garis lurus ke target {grouped(pace.target)}."
    )


def chart(points: list[Point], board: Board) -> dict[str, Any]:
    """The data of the chart, as static/js/charts.js takes them."""
    return {
        "days": [point.day.isoformat() for point in points],
        "result": [point.result for point in points],
        "line": [point.line for point in points] if board.headline.target else [],
        "target": board.headline.target,
        "unit": board.question.unit_words,
    }


def _results(user: User, question: Question) -> dict[date, int]:
    """Results up to the ends of months, of a short span up to each day; none after today."""
    span = question.span.until(today())
    if span is None:
        return {}
    if question.span.days <= BY_DAY:
        days = [span.starts_on + n * DAY for n in range(span.days)]
        return _summed(counting.count_by_day(user, question), question.unit, days)
    months = range(month_number(span.starts_on), month_number(span.ends_on) + 1)
    summed = _summed(counting.count(user, question, "month"), question.unit, months)
    return {min(_end_of(month), span.ends_on): result for month, result in summed.items()}


def _summed(counted: dict[Key, Figure], unit: str, keys: Sequence[Key]) -> dict[Key, int]:
    sums = accumulate(counted.get(key, NONE).of(unit) for key in keys)
    return dict(zip(keys, sums, strict=True))


def _to_come(span: Span) -> list[date]:
    """The ends of the months after today, and the end of the span."""
    first = max(today() + DAY, span.starts_on)
    months = range(month_number(first), month_number(span.ends_on))
    return [day for day in (*map(_end_of, months), span.ends_on) if day >= first]


def _end_of(month: int) -> date:
    return first_of(month + 1) - DAY


def _line(board: Board, day: date) -> int | None:
    target, span = board.headline.target, board.question.span
    return None if target is None else straight_line(span, target, day)
