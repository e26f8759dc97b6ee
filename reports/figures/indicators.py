"""What is counted: a table in code. Each indicator is rows of one source, which says what its columns mean.

A new one costs an entry here, the triggers of its source (`reports.figures.models.counting`) where it has none yet, and
a row in the tests. See docs/adr/0052.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from foundation.days import JAKARTA
from records.reference import STAGES


@dataclass(frozen=True)
class Source:
    """A table of dated rows that stand until they are taken back, and which of its columns mean what."""

    table: str
    key: str
    """Which indicator a row belongs to."""
    month: str = "month"
    place: str = "kelurahan_id"
    line: str = "credited_line_id"
    amount: str = ""
    """Rupiah; empty where its indicators have none."""
    is_first: str = "is_first"
    """Whether it counts its person; see `order`."""
    person: str = "participant_id"
    order: str = "occurred_on, recorded_at, id"
    """Of a person's rows of an indicator that stand, the first in this order counts the person."""
    recorded_at: str = "recorded_at"
    voided_at: str = "voided_at"


@dataclass(frozen=True)
class Indicator:
    """Something that targets are set for: its key, its words, what one of it is called, and where it is counted."""

    key: str
    words: str
    unit: str
    source: Source


STAGE_RECORDS = Source(table="records_stagerecord", key="stage_id")

INDICATORS = {code: Indicator(code, name, unit, STAGE_RECORDS) for code, name, unit in STAGES}
"""By key; the seven stages are the first."""

SOURCES = list(dict.fromkeys(one.source for one in INDICATORS.values()))


def day_of(moment: str) -> str:
    """SQL: the day in Jakarta of a moment."""
    return f"({moment} AT TIME ZONE '{JAKARTA.key}')::date"


def recount(sources: Iterable[Source] = SOURCES) -> str:
    """SQL: everything that stands, by month, kelurahan, line and indicator, counted from the rows themselves."""
    return " UNION ALL ".join(map(_recount, sources))


def _recount(of: Source) -> str:
    stands = f"FILTER (WHERE {of.voided_at} IS NULL)"
    return f"""
SELECT {of.month}, {of.place}, {of.line}, {of.key}, count(*) FILTER (WHERE {of.is_first}), count(*) {stands},
       coalesce(sum({of.amount or 0}) {stands}, 0)::bigint
FROM {of.table}
GROUP BY {of.month}, {of.place}, {of.line}, {of.key}
HAVING count(*) {stands} <> 0
"""


def recount_by_day(sources: Iterable[Source] = SOURCES) -> str:
    """SQL: what became known on each day, from the rows themselves: from when each stood until it was taken back, and when
    it was the first of its person and indicator that stood. What stood at no day's end is not in it."""
    return " UNION ALL ".join(map(_recount_by_day, sources))


def _recount_by_day(of: Source) -> str:
    return f"""
SELECT day, month, place, line, key, sum(people), sum(records), sum(amount * records)::bigint
FROM (
    SELECT {of.month} AS month, {of.place} AS place, {of.line} AS line, {of.key} AS key, {of.amount or 0} AS amount, stood,
           datemultirange(stood) - coalesce(range_agg(stood) OVER earlier, '{{}}') AS first
    FROM {of.table} CROSS JOIN LATERAL (
        SELECT daterange({day_of(of.recorded_at)}, CASE WHEN {of.voided_at} IS NOT NULL THEN {day_of(of.voided_at)} END)
    ) AS known (stood)
    WINDOW earlier AS (
        PARTITION BY {of.person}, {of.key} ORDER BY {of.order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
) AS counted
CROSS JOIN LATERAL (
    SELECT lower(stood), 0, 1 UNION ALL SELECT upper(stood), 0, -1
    UNION ALL SELECT lower(part), 1, 0 FROM unnest(first) AS part
    UNION ALL SELECT upper(part), -1, 0 FROM unnest(first) AS part
) AS event (day, people, records)
WHERE day IS NOT NULL
GROUP BY day, month, place, line, key
HAVING sum(people) <> 0 OR sum(records) <> 0 OR sum(amount * records) <> 0
"""
