"""How many people live in each kelurahan of the demonstration: invented, and their source says so."""

from datetime import date
from random import Random

from demonstration.staging import CITY
from offices.models import Population, Region

SOURCE = "Angka rekaan untuk contoh, bukan statistik resmi"


def settle(today: date, chance: Random) -> None:
    """Every kelurahan of the city gets a number as of the beginning of the year, unless there are numbers."""
    if Population.objects.exists():
        return
    kelurahan = Region.objects.inside(CITY).kelurahan()
    Population.objects.bulk_create(
        Population(
            region=one, as_of=today.replace(month=1, day=1), people=chance.randrange(20, 90) * 1000, source=SOURCE
        )
        for one in kelurahan
    )
