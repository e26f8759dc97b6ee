"""NIKs to try the portal with: in no kecamatan that exists, so that they can be nobody's."""

import random
from datetime import date, timedelta
from functools import cache

from foundation.days import today
from participants.identity import Nik, places, read_nik
from participants.registration import find_by_nik

KOTA = "3173"
FROM_AGE, TO_AGE = 20, 55


def fresh_nik() -> Nik:
    """A NIK that nobody holds here, of a person of working age."""
    chance = random.SystemRandom()
    while True:
        born = today() - timedelta(days=chance.randint(FROM_AGE * 366, TO_AGE * 365))
        nik = read_nik(_number(chance.choice(unassigned()), born, chance.random() < 0.5, chance.randint(1, 9999)))
        if find_by_nik(nik) is None:
            return nik


@cache
def unassigned() -> list[str]:
    """Kecamatan codes of Jakarta Barat that are given to no kecamatan."""
    return [place for place in (f"{KOTA}{number:02d}" for number in range(60, 100)) if place not in places()]


def _number(place: str, born: date, woman: bool, serial: int) -> str:
    return f"{place}{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"
