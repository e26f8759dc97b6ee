"""Searching people by what officers type, against Django's admin over the same people; and how many are found at all."""

from collections import Counter
from random import Random
from typing import Any

from benchmarks.admin import change_list
from benchmarks.city import City
from benchmarks.figures import Ratio, side_by_side
from benchmarks.officers import sudin_officer

EACH, TYPED = 5, 500


def measure(town: City) -> list[Ratio]:
    """A ratio for each kind of text, then the share of persons that are found in spite of a typing mistake."""
    town.open()
    from participants import search
    from participants.models import Business, Participant

    people = Participant.objects.visible_to(sudin_officer()).listed()
    admin, chance = change_list(town), Random(2)
    names = list(people.order_by("id").values_list("id", "name")[:200_000])
    common = Counter(word for _, name in names for word in name.lower().split())
    trading = list(Business.objects.filter(participant__in=people).order_by("id").values_list("name", flat=True)[:5000])
    texts = {
        "dua kata": [" ".join(name.split()[:2]) for _, name in chance.sample(names, EACH)],
        "salah ketik": [mistyped(" ".join(name.split()[:2]), chance) for _, name in chance.sample(names, EACH)],
        "nama jarang": [word for word, _ in common.most_common()[-EACH:]],
        "nama yang 6 % pakai": ["Muhammad"] * EACH,
        "usaha": [" ".join(name.split()[:2]) for name in chance.sample(trading, EACH)],
        "awal kata": [name.split()[0][:4] for _, name in chance.sample(names, EACH)],
    }
    ratios = []
    for kind, typed in texts.items():
        pairs: Any = [(lambda t=text: search.find(people, t), lambda t=text: admin(t)) for text in typed]
        ours, peer = side_by_side(pairs)
        ratios.append(Ratio(f"Cari, {kind} (admin : kami)", peer, ours, "s", 30, at_least=True))
    return [*ratios, _recall(people, names, chance)]


def _recall(people: Any, names: list[tuple[int, str]], chance: Random) -> Ratio:
    """Of persons whose whole name was typed with one mistake, the share that is among the best hundred."""
    from participants import search

    chosen = chance.sample(names, TYPED)
    found = sum(key in {one.pk for one in search.find(people, mistyped(name, chance))} for key, name in chosen)
    return Ratio(
        f"Ditemukan dari {TYPED} nama salah ketik", [float(found)], [float(TYPED)], "orang", 0.95, at_least=True
    )


def mistyped(name: str, chance: Random) -> str:
    """The name with one of the usual mistakes in one of its longer words: a letter lost, doubled, swapped or another."""
    words = name.lower().split()
    which = chance.choice([n for n, word in enumerate(words) if len(word) > 3] or [0])
    word, at = words[which], chance.randrange(1, max(2, len(words[which]) - 1))
    kind = chance.choice(["lost", "doubled", "swapped", "other"])
    if kind == "lost":
        word = word[:at] + word[at + 1 :]
    elif kind == "doubled":
        word = word[:at] + word[at] + word[at:]
    elif kind == "swapped":
        word = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    else:
        word = word[:at] + chance.choice("aeioubdgkn") + word[at + 1 :]
    return " ".join([*words[:which], word, *words[which + 1 :]])
