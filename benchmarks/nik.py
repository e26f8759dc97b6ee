"""Finding a person by NIK: the portal's blind index, against Django's admin over the same people with plain NIKs."""

from random import Random

from benchmarks.admin import change_list, nik_of
from benchmarks.city import City
from benchmarks.figures import Ratio, side_by_side
from benchmarks.officers import sudin_officer

PAIRS = 15


def measure(town: City) -> list[Ratio]:
    """The same persons by both; each must be found, and nobody else."""
    town.open()
    from participants.models import Participant
    from participants.search import secret_in

    people = Participant.objects.visible_to(sudin_officer())
    admin, chance = change_list(town), Random(1)
    keys = list(people.order_by("id").values_list("id", flat=True)[:100_000])
    chosen = Participant.objects.in_bulk(chance.sample(keys, PAIRS))

    def ours(key: int) -> list[int]:
        secret = secret_in(chosen[key].nik)
        return [person.pk for person in secret.find(people.listed())] if secret else []

    pairs = [(lambda key=key: ours(key), lambda key=key: admin(nik_of(key))) for key in chosen]
    seconds, peer = side_by_side(pairs, same=True)
    return [Ratio("NIK (admin : kami)", peer, seconds, "s", 60, at_least=True)]
