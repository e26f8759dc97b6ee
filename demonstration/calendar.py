"""How many people register when and for whom, so that the demonstration looks like the city's own figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

USUAL_SIZE = 20_000
"""People of the usual demonstration. A smaller one shrinks the years with known figures; a larger one keeps them."""

RESULT_2020 = {
    "PPKUKM.UKM": 8174,
    "PPKUKM.IKM": 2081,
    "SOSIAL": 223,
    "PAREKRAF": 84,
    "NAKERTRANSGI": 637,
    "PPAPP": 538,
    "KPKP": 762,
}
"""Registered by 15 December 2020: 42 % (Parekraf) to 104 % (Sosial) of the wali kota's lines, 12.499 in all."""

PPAPP_2023 = {"01": 17, "02": 12, "03": 9, "04": 18, "05": 21, "06": 14, "07": 11, "08": 16}
"""New participants of PPAPP in 2023 by kecamatan; 18 were asked of each."""

LATER_YEARS = {2021: 26, 2022: 22, 2023: 17, 2024: 15, 2025: 14}
USUAL_YEAR = 13
"""The weight of every year since."""

LATER_LINES = {
    "PPKUKM.UKM": 58,
    "PPKUKM.IKM": 16,
    "SOSIAL": 4,
    "PAREKRAF": 2,
    "NAKERTRANSGI": 7,
    "PPAPP": 5,
    "KPKP": 8,
}
MONTHS_2020 = (2, 4, 3, 1, 1, 3, 6, 9, 13, 17, 22, 19)
MONTHS = (5, 7, 8, 6, 8, 9, 10, 9, 11, 11, 10, 6)


@dataclass(frozen=True)
class Registration:
    """One person to come: the day, the line in charge, and the kecamatan where the figures ask for one."""

    on: date
    line: str
    kecamatan: str | None = None


def registrations(participants: int, today: date, chance: Random) -> list[Registration]:
    """That many registrations up to yesterday, in order of their days."""
    known = list(_known_years(participants, chance))
    rest = list(_later_years(participants - len(known), today, chance))
    return sorted(known + rest, key=lambda one: one.on)


def _known_years(participants: int, chance: Random) -> Iterator[Registration]:
    """2020, and PPAPP in 2023, as the decisions of those years are measured by."""
    share = min(1, participants / USUAL_SIZE)
    days = _Days(date(2020, 1, 6), date(2020, 12, 14), MONTHS_2020)
    for line, people in RESULT_2020.items():
        yield from (Registration(on, line) for on in days.draw(int(people * share), chance))
    days = _Days(date(2023, 1, 3), date(2023, 12, 29), MONTHS)
    for kecamatan, people in PPAPP_2023.items():
        yield from (Registration(on, "PPAPP", kecamatan) for on in days.draw(int(people * share), chance))


def _later_years(people: int, today: date, chance: Random) -> Iterator[Registration]:
    """Everybody else, from 2021 to yesterday; PPAPP has had its 2023."""
    yesterday = today - timedelta(days=1)
    begun = (year for year in range(min(LATER_YEARS), today.year + 1) if date(year, 1, 4) < yesterday)
    years = {year: LATER_YEARS.get(year, USUAL_YEAR) for year in begun}
    drawn = chance.choices(list(years), list(years.values()), k=max(people, 0))
    for year in sorted(years):
        days = _Days(date(year, 1, 3), min(date(year, 12, 30), yesterday), MONTHS)
        lines = {line: weight for line, weight in LATER_LINES.items() if (line, year) != ("PPAPP", 2023)}
        wanted = drawn.count(year)
        for on, line in zip(
            days.draw(wanted, chance), chance.choices(list(lines), list(lines.values()), k=wanted), strict=True
        ):
            yield Registration(on, line)


class _Days:
    """Working days of a stretch, the months weighted."""

    def __init__(self, first: date, last: date, months: tuple[int, ...]):
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self.days = [day for day in every if day.weekday() < 5] or [last]
        self.weights = list(accumulate(months[day.month - 1] for day in self.days))

    def draw(self, count: int, chance: Random) -> list[date]:
        return chance.choices(self.days, cum_weights=self.weights, k=count)
