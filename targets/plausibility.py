"""Targets that look like a slip of the pen: warned about, never refused."""

from datetime import date

from django.db.models import Count

from foundation.numbers import grouped
from offices.models import Region, TargetLine
from records.models import StageRecord
from targets.models import Unit

MANY_TIMES = 10
"""A target above this many times last year's result is asked about ("200.000 per kecamatan" was a city's)."""

Cells = dict[tuple[str | None, str], int]
"""Values by line code (None: all lines) and region code."""


def unusual(values: dict, cells: Cells) -> list[str]:
    """What looks wrong, in the officer's words. Without a result of the year before there is nothing to compare."""
    results = last_years_results(values)
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


def last_years_results(values: dict) -> dict[tuple[str, str], int]:
    """Counted completions by line and kelurahan in the same days a year earlier."""
    rows = StageRecord.objects.valid().within(values["region"].code).filter(stage=values["stage"])
    rows = rows.filter(occurred_on__range=(_year_before(values["starts_on"]), _year_before(values["due_on"])))
    if values["unit"] == Unit.PEOPLE:
        rows = rows.firsts()
    counted = rows.values_list("credited_line", "kelurahan").annotate(n=Count("pk"))
    return {(line, kelurahan): n for line, kelurahan, n in counted}


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
