"""How a result came about, day by day, beside the straight line to the target."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from django.db.models import Sum

from foundation.days import first_of, long_date, month_number, today
from foundation.numbers import grouped
from offices.models import User
from reports.board.scoreboard import Board
from reports.figures import counting
from reports.figures.counting import NONE
from reports.figures.models import TargetResult
from reports.figures.pace import straight_line
from reports.figures.question import Question
from reports.figures.reading import READER
from reports.figures.spans import DAY, Span
from targets.models import Target
from targets.sums import TargetTable


@dataclass(frozen=True)
class Point:
    day: date
    result: int | None
    line: int | None


def trend(user: User, board: Board, table: TargetTable | None) -> list[Point]:
    """Points from the beginning of the span to its end; the last result is today's, exact.

    Days come from the refreshed results of targets where these count just what is asked, else months from the roll-up.
    """
    question = board.question
    known = (_daily(board, table) if question.meets_target and table else {}) or _monthly(user, question)
    last = min(today(), question.span.ends_on)
    known = {day: value for day, value in known.items() if day < last}
    if last >= question.span.starts_on:
        known[last] = board.headline.result
    to_come = _to_come(question.span) if board.headline.target else []
    return [Point(day, known.get(day), _line(board, day)) for day in [*sorted(known), *to_come]]


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


def ends_of_months(points: list[Point]) -> list[Point]:
    """The last day of each month, in the running one the last with a result: what the table beneath shows."""
    found: dict[int, Point] = {}
    for point in points:
        if point.result is not None or month_number(point.day) not in found:
            found[month_number(point.day)] = point
    return list(found.values())


def _daily(board: Board, table: TargetTable) -> dict[date, int]:
    """Results by day of the targets that make up the question's; empty where these do not count just that."""
    mine = table.behind(board.question.area, board.question.lines)
    if not _covers(mine, board):
        return {}
    rows = TargetResult.objects.using(READER).filter(target__in=mine).values("day").annotate(n=Sum("value"))
    return dict(rows.values_list("day", "n"))


def _covers(targets: list[Target], board: Board) -> bool:
    """Whether every line of the question has a target in every place of it."""
    tiles = [tile.question.area for area in board.areas for tile in area.inside] or [board.question.area]
    lines = [code for row in board.lines for code in row.question.lines]
    set_for = {line: tuple(t.region_id for t in targets if t.line_id in (line, None)) for line in lines}
    return all(tile.startswith(places) for places in set_for.values() for tile in tiles)


def _monthly(user: User, question: Question) -> dict[date, int]:
    """Results at the ends of months, added up from the roll-up."""
    counted = counting.count(user, question, "month")
    months = range(month_number(question.span.starts_on), month_number(min(today(), question.span.ends_on)) + 1)
    sums = accumulate(counted.get(month, NONE).of(question.unit) for month in months)
    return {_end_of(month): value for month, value in zip(months, sums, strict=True)}


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
