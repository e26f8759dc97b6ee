"""Targets that look like a slip of the pen: warned about, never refused."""

from datetime import date
from typing import Any

from django.db.models import Count

from foundation.numbers import grouped
from offices.models import Region, TargetLine
from targets.what_counts import counted, of_unit, on_days

MANY_TIMES = 10
"""A target above this many times last year's result is asked about ("200.000 per kecamatan" was a city's)."""

Cells = dict[tuple[str | None, str], int]
"""Values by line code (None: all lines) and region code."""


def unusual(heading: dict[str, Any], cells: Cells) -> list[str]:
    """What looks wrong, in the officer's words. Without a result of the year before there is nothing to compare."""
    results = last_years_results(heading)
    names = dict(TargetLine.objects.values_list("code", "name"))
    regions = {region.code: str(region) for region in Region.objects.filter(code__in={area for _, area in cells})}
    found = []
    for (line, area), value in cells.items():
        before = sum(n for (of, at), n in results.items() if at.startswith(area) and of.startswith(line or ""))
        if before and value > MANY_TIMES * before:
            what = f"{names[line]}, {regions[area]}" if line else regions[area]
            found.append(
                f"{what}: target {grouped(value)} lebih dari {MANY_TIMES} kali realisasi"
                f" masa yang sama tahun sebelumnya ({grouped(before)})."
            )
    return found


def last_years_results(heading: dict[str, Any]) -> dict[tuple[str, str], int]:
    """Counted completions by line and kelurahan in the same days a year earlier."""
    days = on_days(_year_before(heading["starts_on"]), _year_before(heading["due_on"]))
    rows = counted(stages=[heading["stage"].pk], area=heading["region"].pk).filter(days, of_unit(heading["unit"]))
    results = rows.values_list("credited_line", "kelurahan").annotate(n=Count("pk"))
    return {(line, kelurahan): n for line, kelurahan, n in results}


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
