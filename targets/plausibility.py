"""Targets that look like a slip of the pen: warned about, never refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet

from foundation.days import long_date, today
from foundation.numbers import grouped
from offices.models import Population, Region, TargetLine
from offices.regions import Level
from targets.models import Target, TargetDecision, Unit
from targets.what_counts import counted, of_unit, on_days

MANY_TIMES = 10
"""A target above this many times an earlier result is asked about ("200.000 per kecamatan" was a city's)."""
MANY_OF_ALL = 10
"""A target above one in so many inhabitants is asked about; where records are counted, above one for each."""
MOST_NAMED = 10
COMPARED_BY = ("stage", "region", "unit", "starts_on", "due_on")
"""What is asked of a decision's heading here."""

Cells = dict[tuple[str | None, str], int]
"""Values by line code (None: all lines) and region code."""


@dataclass(frozen=True)
class Earlier:
    """The results of the last span of the same days that is over and has any; none where nothing ever counted."""

    span: tuple[date, date] | None
    results: dict[tuple[str, str], int]
    """By line and kelurahan."""

    def of(self, line: str | None, area: str) -> int:
        return sum(n for (of, at), n in self.results.items() if at.startswith(area) and of.startswith(line or ""))

    @property
    def words(self) -> str:
        """ "tahun 2025", or the days where they are no whole year."""
        first, last = self.span or (today(), today())
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"tahun {first.year}"
        return f"{long_date(first)} sampai {long_date(last)}"


def unusual(heading: dict[str, Any], cells: Cells) -> list[str]:
    """What looks wrong, each cell and the whole, in the officer's words; see `uncompared` for what could not be asked."""
    asked = cells | _whole(heading, cells)
    names, earlier, inhabitants = _names(asked), earlier_results(heading), Inhabitants(asked)
    found: list[str] = []
    for key, value in asked.items():
        found += _beyond_results(names[key], value, earlier.of(*key), earlier)
        found += _beyond_inhabitants(names[key], value, inhabitants.of(key[1]), heading["unit"])
    more = len(found) - MOST_NAMED
    return [*found[:MOST_NAMED], *([f"… dan {grouped(more)} nilai lain yang juga tidak lazim."] if more > 0 else [])]


def unusual_in(decision: TargetDecision, targets: Iterable[Target]) -> list[str]:
    """What looks wrong today in a decision as it is stored, whenever it was typed."""
    return unusual(_heading(decision), _cells(targets))


def uncompared(decision: TargetDecision, targets: Iterable[Target]) -> list[str]:
    """What there was nothing to compare with."""
    cells = _cells(targets)
    found: list[str] = []
    if earlier_results(_heading(decision)).span is None:
        found.append("Belum ada realisasi masa sebelumnya yang sudah selesai untuk dibandingkan.")
    inhabitants = Inhabitants(cells)
    missing = sorted({inhabitants.named(area) for _, area in cells if inhabitants.of(area) is None})
    if missing:
        named = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
        found.append(f"Jumlah penduduk belum dimuat lengkap, jadi target tidak dibandingkan dengannya: {named}.")
    return found


def earlier_results(heading: dict[str, Any]) -> Earlier:
    """Counted completions in the same days of the last year in which they are over and anything counted.

    A year that still runs is never compared with.
    """
    rows = counted(stages=[heading["stage"].pk], area=heading["region"].pk).filter(of_unit(heading["unit"]))
    first = rows.aggregate(first=Min("occurred_on"))["first"]
    for span in _spans_before(heading["starts_on"], heading["due_on"]):
        if first is None or span[1] < first:
            break
        if results := _results(rows.filter(on_days(*span))):
            return Earlier(span, results)
    return Earlier(None, {})


class Inhabitants:
    """How many people live in the areas of some cells, where every kelurahan of an area has its number."""

    def __init__(self, cells: Cells) -> None:
        areas = {area for _, area in cells}
        self._regions = Region.objects.in_bulk(areas)
        around = min(areas, key=len, default="")[: Level.KOTA]
        self._people = {row.region_id: row.people for row in Population.objects.newest_within(around, today())}
        self._kelurahan = list(Region.objects.kelurahan().offered().inside(around).values_list("code", flat=True))

    def of(self, area: str) -> int | None:
        """The inhabitants of the area; None where a kelurahan has no number."""
        numbers = [self._people.get(code) for code in self._kelurahan if code.startswith(area)]
        known = [number for number in numbers if number is not None]
        return sum(known) if known and len(known) == len(numbers) else None

    def named(self, area: str) -> str:
        return str(self._regions[area])


def _heading(decision: TargetDecision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in COMPARED_BY}


def _cells(targets: Iterable[Target]) -> Cells:
    return {(target.line_id, target.region_id): target.value for target in targets}


def _whole(heading: dict[str, Any], cells: Cells) -> Cells:
    """The sum that the cells make for the whole region, where none of them says it: of the lines, or of the areas."""
    region = heading["region"].pk
    of_lines = sum(value for (line, area), value in cells.items() if area == region and line)
    of_areas = sum(value for (_, area), value in cells.items() if area != region)
    several = len([key for key in cells if key != (None, region)]) > 1
    return {(None, region): max(of_lines, of_areas)} if several and (None, region) not in cells else {}


def _beyond_results(name: str, value: int, before: int, earlier: Earlier) -> Iterator[str]:
    if before and value > MANY_TIMES * before:
        yield (
            f"{name}: target {grouped(value)} adalah {grouped(value // before)} kali realisasi {earlier.words}"
            f" ({grouped(before)})."
        )


def _beyond_inhabitants(name: str, value: int, people: int | None, unit: str) -> Iterator[str]:
    if people is None:
        return
    if unit != Unit.PEOPLE and value > people:
        yield f"{name}: target {grouped(value)} melebihi jumlah penduduknya ({grouped(people)})."
    elif unit == Unit.PEOPLE and value * MANY_OF_ALL > people:
        yield f"{name}: target {grouped(value)} lebih dari sepersepuluh jumlah penduduknya ({grouped(people)})."


def _names(cells: Cells) -> dict[tuple[str | None, str], str]:
    lines = dict(TargetLine.objects.values_list("code", "name"))
    regions = {region.code: str(region) for region in Region.objects.filter(code__in={area for _, area in cells})}
    return {(line, area): f"{lines[line]}, {regions[area]}" if line else regions[area] for line, area in cells}


def _results(rows: QuerySet) -> dict[tuple[str, str], int]:
    numbers = rows.values_list("credited_line", "kelurahan").annotate(n=Count("pk"))
    return {(line, kelurahan): n for line, kelurahan, n in numbers}


def _spans_before(first: date, last: date) -> Iterable[tuple[date, date]]:
    """The same days of earlier years that are over, the last first."""
    for years in range(max(last.year - today().year, 1), last.year):
        span = _years_before(first, years), _years_before(last, years)
        if span[1] < today() and span[0].year > 1:
            yield span


def _years_before(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=max(day.year - years, 1), day=28 if leap else day.day)
