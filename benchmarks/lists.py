"""Every filter and order of the list of people, against the same in a city of 20.000; and a deep page against the first."""

from collections.abc import Callable
from itertools import islice
from random import Random
from typing import Any

from benchmarks.city import City
from benchmarks.figures import Ratio, timed
from benchmarks.officers import sudin_officer

SMALL, TIMES, PAIRS_OF_FILTERS, PAGES = 20_000, 7, 10, 40
PERIOD = "dari=01/01/2025&sampai=31/12/2025"


def measure(town: City) -> list[Ratio]:
    """Page and count of each address, the fastest of several times in both cities."""
    town.open()
    user = sudin_officer()
    addresses = _addresses(user)
    large, (first, deep) = {one: _seconds(user, one) for one in addresses}, _depths(user)
    with town.beside(SMALL):
        user = sudin_officer()
        small = {one: _seconds(user, one) for one in addresses}
    ratios = [
        Ratio(
            f"Daftar {one or 'tanpa saringan'} (kota ini : {SMALL})",
            [large[one]],
            [small[one]],
            "s",
            limit,
            at_least=False,
        )
        for one, limit in addresses.items()
    ]
    return [*ratios, Ratio(f"Halaman {PAGES} (dalam : pertama)", [deep], [first], "s", 1.2, at_least=False)]


def _addresses(user: Any) -> dict[str, float]:
    """Every value of every filter, every order, stages with a period, and pairs of filters; each with its limit."""
    from django.http import QueryDict

    from desk.people.filters import ListFilters

    fields = ListFilters(QueryDict(""), user=user).fields
    choices = {
        name: [code for code, _ in field.choices if code] for name, field in fields.items() if hasattr(field, "choices")
    }
    choices["wilayah"] = [next(code for code in choices["wilayah"] if len(code) == size) for size in (8, 13)]
    choices.pop("capaian")
    single = [f"{name}={code}" for name, codes in choices.items() for code in codes]
    stages = choices.pop("tahap")
    chance = Random(3)
    pairs = []
    for _ in range(PAIRS_OF_FILTERS):
        names = chance.sample(sorted(choices), 2)
        pairs.append("&".join(f"{name}={chance.choice(choices[name])}" for name in names))
    limits = dict.fromkeys(["", *single, *(f"tahap={stage}&capaian=belum" for stage in stages), *pairs], 1.5)
    return limits | {f"tahap={stage}&{PERIOD}": 3.0 for stage in stages}


def _seconds(user: Any, address: str) -> float:
    return min(timed(_work(user, address)) for _ in range(TIMES))


def _work(user: Any, address: str) -> Callable[[], Any]:
    from desk.people.views import how_many
    from foundation.paging import page

    people, order = _people(user, address)

    def work() -> None:
        page(people, order, None)
        how_many(people)

    return work


def _people(user: Any, address: str) -> tuple[Any, tuple[str, ...]]:
    from django.http import QueryDict

    from desk.people.filters import ListFilters, narrowed
    from participants.models import Participant

    filters = ListFilters(QueryDict(address), user=user)
    if filters.errors:
        raise AssertionError(f"{address}: {filters.errors}")
    line = filters.wanted.get("lini", "")
    people = Participant.objects.visible_to(user, line).listed().select_related("kelurahan__successor", "line")
    return narrowed(people, filters.wanted), filters.order


def _depths(user: Any) -> tuple[float, float]:
    """The first page, and one that many others come before."""
    from foundation.paging import page

    people, order = _people(user, "")

    def cursors() -> Any:
        cursor = None
        while True:
            cursor = page(people, order, cursor).next
            yield cursor

    def seconds(cursor: str | None) -> float:
        return min(timed(lambda: page(people, order, cursor)) for _ in range(TIMES))

    return seconds(None), seconds(list(islice(cursors(), PAGES))[-1])
