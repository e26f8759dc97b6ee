"""Counting. Every figure is one statement over cells and deltas, with the records of the cut months of a free period.

What was known by an earlier day is in the ledger, month by month; of cut months the records tell, with its firsts.
Call inside `reading()`: then all figures of a page are of one moment, and each list has as many rows as its number.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Case, Count, Q, QuerySet, SmallIntegerField, Value, When

from offices.models import User
from offices.regions import Level
from offices.roles import Act
from participants.participants import IdentityState, ParticipantState
from records.models import FOR_OTHERS, StageRecord
from records.reference import STAGES
from reports.figures.models import Known, Progress
from reports.figures.question import Question
from reports.figures.reading import READER
from reports.figures.spans import Span
from targets.models import Unit
from targets.what_counts import counted, firsts, of_unit, on_days, placed

NOW_FIRST = Q(is_first=True)
UNVERIFIED = ~Q(participant__identity_state=IdentityState.VERIFIED)
WITHDRAWN = Q(participant__state=ParticipantState.WITHDRAWN)

KEYS = {
    "month": "month",
    "kelurahan": "kelurahan",
    "kecamatan": f"left(kelurahan, {Level.KECAMATAN})",
    "line": "line",
    "sudin": "split_part(line, '.', 1)",
    "stage": "indicator",
}
"""What figures can be grouped by, as the counting statement says it."""

STAGE_CODES: list[str] = [code for code, _, _ in STAGES]


@dataclass(frozen=True)
class Figure:
    """People are first completions, records all valid ones."""

    people: int = 0
    records: int = 0

    def of(self, unit: str) -> int:
        return self.people if unit == Unit.PEOPLE else self.records


NONE = Figure()


def count(user: User, question: Question, *by: str) -> dict[Any, Figure]:
    """Figures that the officer may see, by one or more of KEYS (a tuple then); keys without any are left out."""
    compiled = [_compiled(part) for part in _parts(user, question)]
    parts = [part for part in compiled if part]
    if not parts:
        return {}
    union = " UNION ALL ".join(sql for sql, _ in parts)
    keys = ", ".join(KEYS[key] for key in by)
    statement = f"""
        SELECT {keys}{", " if keys else ""}coalesce(sum(people), 0), coalesce(sum(records), 0)
        FROM ({union}) AS counted (month, kelurahan, line, indicator, people, records)
        {f"GROUP BY {keys}" if keys else ""}
    """
    with connections[READER].cursor() as cursor:
        cursor.execute(statement, [value for _, values in parts for value in values])
        rows = cursor.fetchall()
    return {(row[0] if len(by) == 1 else row[:-2]): Figure(row[-2], row[-1]) for row in rows}


def count_by_day(user: User, question: Question) -> dict[date, Figure]:
    """Figures by the day on which it happened, from the records; for short spans."""
    rows = _behind(user, question).values("occurred_on").order_by("occurred_on")
    counted = rows.annotate(people=Count("pk", filter=_firsts(question)), records=Count("pk"))
    return {row["occurred_on"]: Figure(row["people"], row["records"]) for row in counted}


def total(user: User, question: Question) -> int:
    """The one number the question asks for."""
    return count(user, question).get((), NONE).of(question.unit)


def records(user: User, question: Question) -> QuerySet[StageRecord]:
    """The rows behind `total`: exactly as many, one per counted record, newest first."""
    of_its_unit = of_unit(question.unit, question.known_by, _stages(question))
    return _behind(user, question).filter(of_its_unit).order_by("-occurred_on", "-pk")


def _behind(user: User, question: Question) -> QuerySet[StageRecord]:
    """The records that the question asks about, first or not."""
    rows = _records(user, question).filter(_within(question.span))
    if question.verified is not None:
        rows = rows.exclude(UNVERIFIED) if question.verified else rows.filter(UNVERIFIED)
    return rows.filter(WITHDRAWN) if question.withdrawn else rows


def _parts(user: User, question: Question) -> list[QuerySet]:
    """What is added up: cells and cut months, less people not verified where verified ones are asked for.

    What a sudin did for others, and who is not verified or has left, is not in the cells: the records tell.
    """
    if question.helper or question.withdrawn or (question.known_by and question.verified is not None):
        return [_signed(_behind(user, question), 1, _firsts(question))]
    rows, span = _records(user, question), question.span
    unverified = rows.filter(UNVERIFIED, _within(span))
    if question.verified is False:
        return [_signed(unverified, 1)]
    parts = [_cells(user, question)] if span.whole_months else []
    parts += [_signed(rows.filter(_within(cut)), 1, _firsts(question)) for cut in span.cut_days]
    return parts + ([_signed(unverified, -1)] if question.verified else [])


def _cells(user: User, question: Question) -> QuerySet:
    """The whole months, as they stand now or as they were known at the end of a day."""
    months, known_by = question.span.whole_months, question.known_by
    kept = Known.objects.filter(known_on__lte=known_by) if known_by else Progress.objects.all()
    rows = kept.using(READER).visible_to(user).filter(month__gte=months.start, month__lt=months.stop)
    rows = rows.filter(placed(question.area, question.lines, line="line"), indicator__in=_stages(question))
    return rows.values_list("month", "kelurahan_id", "line_id", "indicator", "people", "records")


def _records(user: User, question: Question) -> QuerySet[StageRecord]:
    """Valid records of the question on any day, as far as the officer may count them; or those that stood then."""
    asked: dict[str, Any] = {"area": question.area, "lines": question.lines, "known_by": question.known_by}
    rows = counted(stages=_stages(question), **asked, using=READER)
    if question.helper:
        return rows.filter(user.scope.of_records(), FOR_OTHERS, acting_sudin=question.helper)
    return rows.filter(user.scope.of(Act.SEE_FIGURES, region="kelurahan", line="credited_line"))


def _stages(question: Question) -> list[str]:
    return [question.stage] if question.stage else STAGE_CODES


def _firsts(question: Question) -> Q:
    return firsts(question.known_by, _stages(question))


def _within(span: Span) -> Q:
    return on_days(span.starts_on, span.ends_on)


def _signed(rows: QuerySet[StageRecord], sign: int, first_ones: Q = NOW_FIRST) -> QuerySet:
    """The records as rows that can be added to cells, or taken from them."""
    first = Case(When(first_ones, then=Value(sign)), default=Value(0), output_field=SmallIntegerField())
    each = Value(sign, output_field=SmallIntegerField())
    rows = rows.annotate(_people=first, _records=each)
    return rows.values_list("month", "kelurahan_id", "credited_line_id", "stage_id", "_people", "_records")


def _compiled(part: QuerySet) -> tuple[str, tuple] | None:
    """SQL and values of one part; None for a part that can have no rows."""
    try:
        return part.query.get_compiler(using=READER).as_sql()
    except EmptyResultSet:
        return None
