"""How a result came about, day by day, beside the straight line to the target."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from django.db.models import Sum

from foundation.days import first_of, long_date, month_number, today
from foundation.numbers import grouped
from offices.models import User
from programs.targets.sums import TargetTable
from reports import figures
from reports.board import Board
from reports.figures import NONE
from reports.models import TargetResult
from reports.pace import straight_line
from reports.question import Question
from reports.reading import READER
from reports.spans import DAY

MOST_POINTS = 200


@dataclass(frozen=True)
class Point:
    day: date
    result: int | None
    line: int | None


def trend(user: User, board: Board, table: TargetTable | None) -> list[Point]:
    """Points from the beginning of the span to its end; the last result is today's, exact.

    Days come from the refreshed results of targets where the question is about them, else months from the roll-up.
    """
    question = board.question
    known = (_daily(question, table) if question.meets_target and table else {}) or _monthly(user, question)
    last = min(today(), question.span.ends_on)
    known = {day: value for day, value in known.items() if day < last}
    if last >= question.span.starts_on:
        known[last] = board.headline.result
    to_come = _to_come(sorted(known), question.span.ends_on) if board.headline.target else []
    return [Point(day, known.get(day), _line(board, day)) for day in [*sorted(known), *to_come]]


def sentence(board: Board) -> str:
    """What the trend shows, in one sentence."""
    row, pace = board.headline, board.pace
    unit = board.question.unit_words
    if pace is None:
        return (
            f"Realisasi {grouped(row.result)} {unit} dalam {board.question.span}; tidak ada target yang dibandingkan."
        )
    where = "di atas" if pace.ahead >= 0 else "di bawah"
    day = long_date(min(today(), board.question.span.ends_on))
    return (
        f"Per {day} realisasi {grouped(row.result)} {unit}, {grouped(abs(pace.ahead))} {where}"
        f" garis lurus ke target {grouped(pace.target)}."
    )


def chart(points: list[Point], board: Board) -> dict:
    """The data of the chart, as static/js/charts.js takes them."""
    return {
        "days": [point.day.isoformat() for point in points],
        "result": [point.result for point in points],
        "line": [point.line for point in points] if board.headline.target else [],
        "target": board.headline.target,
        "unit": board.question.unit_words,
    }


def ends_of_months(points: list[Point]) -> list[Point]:
    """The last point of each month: what the table beneath shows."""
    return list({month_number(point.day): point for point in points}.values())


def _daily(question: Question, table: TargetTable) -> dict[date, int]:
    """Results by day of the targets that make up the question's; empty where they are not just that."""
    mine = table.behind(question.area, question.lines)
    rows = TargetResult.objects.using(READER).filter(target__in=mine).values("day").annotate(n=Sum("value"))
    found = dict(rows.values_list("day", "n").order_by("day"))
    step = 1 + len(found) // MOST_POINTS
    return {day: value for number, (day, value) in enumerate(found.items()) if number % step == 0}


def _monthly(user: User, question: Question) -> dict[date, int]:
    """Results at the ends of months, added up from the roll-up."""
    counted = figures.count(user, question, "month")
    months = range(month_number(question.span.starts_on), month_number(min(today(), question.span.ends_on)) + 1)
    sums = accumulate(counted.get(month, NONE).of(question.unit) for month in months)
    return {first_of(month + 1) - DAY: value for month, value in zip(months, sums, strict=True)}


def _to_come(days: list[date], end: date) -> list[date]:
    """Days after the last one until the end, as far apart as those before: the axis counts points, not days."""
    step = max((after - before for before, after in pairwise(days[:-1])), default=DAY * 7)
    found, day = [], days[-1] if days else end
    while day + step < end:
        day += step
        found.append(day)
    return [*found, end] if not days or end > days[-1] else []


def _line(board: Board, day: date) -> int | None:
    target, span = board.headline.target, board.question.span
    return None if target is None else straight_line(span, target, day)
