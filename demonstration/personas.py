"""Invented people. No name, NIK, number or address of a living person: the NIKs carry kecamatan codes that no real
NIK has, the telephone numbers a prefix that no operator has, and every name ends with "Contoh"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product
from random import Random

from participants.businesses import Field
from participants.identity import places

MARK = "Contoh"


def _words(text: str) -> list[str]:
    return text.split()


STARTS = _words("Ra Su Wi Me Nu Da Ka Tri Yu Sri Ari Le Ma In Pu Ru Bu Si De Ha")
MIDDLES = _words("lin sar win mar das nin ras yan tar gun lan mir")
WOMEN = _words("a i ti ni wati sih yah ningsih")
MEN = _words("no to di man wan yono tono ma")
HOUSES = _words("Kemba Wiro Sando Prana Tirta Jati Suka Rangga Mega Adi Bima Cakra Dharma Gala Hasta Nawa")
LANDS = _words("ngan wana sari puri jaya loka tama nata wijaya mukti raga karsa")


class Frequencies:
    """Words of which some are common and most are rare, as names are: the one of rank r is drawn as often as r^-0,8."""

    def __init__(self, *parts: list[str]):
        self.words = ["".join(chosen) for chosen in product(*parts)]
        Random(len(self.words)).shuffle(self.words)  # noqa: S311 -- nothing secret: the same names every time
        self.weights = list(accumulate(rank**-0.8 for rank in range(1, len(self.words) + 1)))

    def draw(self, chance: Random) -> str:
        return chance.choices(self.words, cum_weights=self.weights)[0]


GIVEN_TO_WOMEN, GIVEN_TO_MEN = Frequencies(STARTS, MIDDLES, WOMEN), Frequencies(STARTS, MIDDLES, MEN)
FAMILIES = Frequencies(HOUSES, LANDS)
BEFORE_IT = {True: ("Siti", 0.08), False: ("Muhammad", 0.16)}
"""What many women's and men's names begin with, and the share that does: of everybody, 6 % are Muhammad."""
STREETS = _words("Melati Kenanga Anggrek Flamboyan Cempaka Dahlia Mawar Teratai Bougenvil Seruni")
TOWNS = ["Jakarta", "Jakarta", "Jakarta", "Bogor", "Tangerang", "Serang", "Tegal", "Cirebon", "Solo", "Padang"]
TRADES = {
    Field.CULINARY: (38, ["Dapur", "Warung", "Kue", "Keripik", "Sambal", "Kopi"]),
    Field.FASHION: (17, ["Busana", "Jahit", "Batik", "Hijab"]),
    Field.CRAFT: (11, ["Kriya", "Anyaman", "Rajut", "Suvenir"]),
    Field.PERFUME: (4, ["Parfum", "Aroma"]),
    Field.AGRICULTURE: (5, ["Hidroponik", "Tani", "Ikan Hias"]),
    Field.TRADE: (12, ["Toko", "Kelontong", "Grosir"]),
    Field.SERVICES: (8, ["Salon", "Servis", "Cuci"]),
    Field.CREATIVE: (3, ["Studio", "Desain"]),
    Field.OTHER: (2, ["Usaha"]),
}
SERIALS = 9_999


@dataclass(frozen=True)
class Person:
    """What is invented of one person in Python; what chance can do as well in SQL is left to it."""

    name: str
    nik: str
    kk: str
    sex: str
    birth_place: str
    birth_date: date
    phone: str
    address: str
    business: str
    field: str


def people(count: int, chance: Random, today: date) -> Iterator[Person]:
    """That many people, no two with the same NIK."""
    codes = unassigned_places()
    fields, weights = zip(*((field, weight) for field, (weight, _) in TRADES.items()), strict=True)
    for number, field in enumerate(chance.choices(fields, weights, k=count)):
        woman = chance.random() < 0.62
        born = today - timedelta(days=19 * 365 + int(46 * 365 * chance.random() ** 1.3))
        given, family = _given(woman, chance), FAMILIES.draw(chance)
        street = f"Jl. {chance.choice(STREETS)} Contoh No. {chance.randrange(1, 220)}"
        yield Person(
            name=f"{given} {family} {MARK}",
            nik=invented_nik(number, born, woman, codes),
            kk=f"{codes[number // SERIALS % len(codes)]}010120{number // 3 % SERIALS + 1:04d}",
            sex="P" if woman else "L",
            birth_place=chance.choice(TOWNS),
            birth_date=born,
            phone=f"+62835{chance.randrange(10**8):08d}" if chance.random() < 0.94 else "",
            address=street,
            business=f"{chance.choice(TRADES[field][1])} {given.split()[-1] if woman else family} {MARK}",
            field=field,
        )


def invented_nik(number: int, born: date, woman: bool, codes: Sequence[str]) -> str:
    """A well-formed NIK that nobody holds; another `number` gives another NIK."""
    round_, serial = divmod(number, SERIALS)
    day = born.day + 40 if woman else born.day
    return f"{codes[round_ % len(codes)]}{day:02d}{born:%m%y}{serial + 1:04d}"


def unassigned_places() -> list[str]:
    """Kecamatan codes of real cities that the ministry has given to no kecamatan, Jakarta's first."""
    cities = ["3173", "3171", "3172", "3174", "3175", "3671", "3674", "3275", "3276", "3271"]
    return [f"{city}{number}" for number in range(99, 89, -1) for city in cities if f"{city}{number}" not in places()]


def _given(woman: bool, chance: Random) -> str:
    begins, share = BEFORE_IT[woman]
    given = (GIVEN_TO_WOMEN if woman else GIVEN_TO_MEN).draw(chance)
    return f"{begins} {given}" if chance.random() < share else given
