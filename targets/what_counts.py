"""What counts for a target: valid records of its stage, in its area and lines, on its days; of people, the first alone.

Said here once: as conditions on records, and beside them as SQL for results that are counted as a set.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from offices.regions import inside
from records.models import StageRecord
from targets.models import Unit


def counted(
    *,
    stages: Iterable[str],
    area: str,
    lines: Iterable[str] = (),
    known_by: date | None = None,
    using: str = "default",
) -> QuerySet[StageRecord]:
    """Valid records of these stages (codes) in the area and lines, on any day. See `on_days` and `of_unit`.

    With `known_by` those that stood at the end of that day.
    """
    every = StageRecord.objects.using(using)
    rows = every.known_by(known_by) if known_by else every.valid()
    return rows.filter(placed(area, lines, line="credited_line"), stage__in=list(stages))


def placed(area: str, lines: Iterable[str] = (), *, line: str) -> Q:
    """What lies in the area and is credited to one of the lines, if any are named; `line` is the field's name.

    Codes are paths and stand for what is inside, so neither needs a join.
    """
    there = inside("kelurahan__code", area)
    credited = [Q(**{f"{line}__code__startswith": code}) for code in lines]
    return there & reduce(or_, credited) if credited else there


def on_days(first: date, last: date) -> Q:
    """What happened from one day to another, both included."""
    return Q(occurred_on__gte=first, occurred_on__lte=last)


def of_unit(unit: str, known_by: date | None = None, stages: Iterable[str] = ()) -> Q:
    """Where people are counted, their first completions alone; else every record."""
    return firsts(known_by, stages) if unit == Unit.PEOPLE else Q()


def firsts(known_by: date | None = None, stages: Iterable[str] = ()) -> Q:
    """First completions; with `known_by` those of that day, chosen among all that was known of these stages then."""
    if known_by is None:
        return Q(is_first=True)
    known = StageRecord.objects.filter(stage__in=list(stages)).known_by(known_by)
    return Q(pk__in=known.earliest_of_each().values("pk"))


COUNTED = f"""
record.voided_at IS NULL AND record.stage_id = wanted.stage_id
AND starts_with(record.kelurahan_id, wanted.region_id)
AND (wanted.line_id IS NULL OR starts_with(record.credited_line_id, wanted.line_id))
AND record.occurred_on BETWEEN wanted.starts_on AND wanted.ends_on
AND (wanted.unit <> '{Unit.PEOPLE.value}' OR record.is_first)
"""
"""The same of a stage record `record` for a row `wanted`: stage_id, region_id, line_id, unit, starts_on, ends_on."""
