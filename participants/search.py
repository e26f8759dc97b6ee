"""Finding people by what an officer types: a name or business with typos, a registration number, a NIK or a phone.

A name is compared word by word with the vocabulary (`participants.vocabulary`); the words near enough then ask the index
of names. NIK and phone are found by their blind index and never leave the request that carried them.
"""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Case, Expression, Q, QuerySet, Value, When

from foundation.phones import parse_mobile
from participants.access_log import AccessKind
from participants.businesses import Business
from participants.identity import BadNik, read_nik
from participants.numbers import is_number, written
from participants.participants import HOLDS_NIK, Participant
from participants.registration import nik_index, phone_index

BEST = 100
"""How many people a name finds at most; it has no further pages."""
ENOUGH = 20
"""With so many who are written exactly as typed, nobody looks for mistakes."""
MOST_WORDS = 6
NEAREST = 80
"""How many words of the vocabulary one typed word may stand for."""
POOL = 1_000
"""So many who match are read and compared with each other, however many there are."""

_REGISTRATION = re.compile(r"20\d{9,13}")
_NEAR = """
SELECT word,
       CASE WHEN word = %(typed)s THEN 0
            WHEN word = ANY (%(swapped)s) THEN 1
            WHEN starts_with(word, %(typed)s) THEN 1
            ELSE levenshtein_less_equal(word, %(typed)s, %(limit)s) END AS distance
FROM participants_nameword
WHERE word = ANY (%(swapped)s)
   OR (length(%(typed)s) > 2 AND starts_with(word, %(typed)s))
   OR (abs(length(word) - length(%(typed)s)) <= %(limit)s
       AND levenshtein_less_equal(word, %(typed)s, %(limit)s) <= %(limit)s)
ORDER BY distance, length(word), word
LIMIT %(most)s
"""


class Near(NamedTuple):
    """A word of the vocabulary, and how many mistakes lie between it and what was typed."""

    word: str
    distance: int


@dataclass(frozen=True)
class Secret:
    """A NIK or phone number that was typed: it is looked up by POST only and never put into an address."""

    field: str
    index: bytes
    kind: AccessKind

    def find(self, people: QuerySet[Participant]) -> list[Participant]:
        """Whoever among `people` has it; several persons may share a phone, and one NIK after some gave it up.

        Both halves are said as the indexes of the NIK say them: each knows of one alone.
        """
        holds = Q(state__in=HOLDS_NIK)
        same = Q(**{self.field: self.index})
        return list(people.filter(same & holds | same & ~holds).order_by("-registered_on", "-id")[:BEST])


def secret_in(text: str) -> Secret | None:
    """The NIK or phone number that the text is, if it is one."""
    try:
        return Secret("nik_index", nik_index(read_nik(text).number), AccessKind.CHECKED_NIK)
    except BadNik:
        pass
    try:
        return Secret("phone_index", phone_index(parse_mobile(text)), AccessKind.CHECKED_PHONE)
    except ValidationError:
        return None


def looks_secret(text: str) -> bool:
    """Whether the text could hold a NIK, KK, phone number or e-mail: such text must not stand in an address."""
    runs = (re.sub(r"\D", "", run) for run in re.findall(r"\d[\d\s.()-]*", text))
    return "@" in text or any(len(run) > 8 and not _REGISTRATION.fullmatch(run) for run in runs)


def find(people: QuerySet[Participant], text: str) -> list[Participant]:
    """Those among `people` whom the text may mean, the likeliest first, at most `BEST`.

    A registration number finds its holder; other text is a name of a person or business. Where a hundred names begin
    with it, those; else a name that is written exactly so comes first, then one with the same words and more, then
    those with mistakes.
    """
    if is_registration_number(text):
        return list(people.filter(registration_number=written(text)))
    typed = words_in(text)
    if not typed:
        return []
    begin_so = _beginning(people, " ".join(typed))
    if len(begin_so) == BEST:
        return begin_so
    exactly = _by_words(people, _exactly(typed))
    if len(exactly) >= ENOUGH:
        return exactly
    nearly = _by_words(people, _nearly([near(word) for word in typed]))
    known = {person.pk for person in exactly}
    return [*exactly, *(person for person in nearly if person.pk not in known)][:BEST]


def is_registration_number(text: str) -> bool:
    """Whether the text is a registration number, with or without dashes. No NIK and no phone begins as a year does."""
    return is_number(text) and bool(_REGISTRATION.fullmatch(re.sub(r"\D", "", text)))


def words_in(text: str) -> list[str]:
    """The lower-case words of the text, as the database splits names; the first `MOST_WORDS`."""
    return re.findall(r"[^\W_]+", re.sub("['’‘`´]", "", text.lower()))[:MOST_WORDS]


def near(typed: str) -> list[Near]:
    """The words of the vocabulary that `typed` may mean, nearest first."""
    keys: dict[str, Any] = {"typed": typed, "swapped": _swapped(typed), "limit": _limit(typed), "most": NEAREST}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, keys)
        return [Near(*row) for row in cursor.fetchall()]


def _limit(typed: str) -> int:
    """How many letters may differ: none in two, one up to five, two in longer words."""
    return 0 if len(typed) < 3 else 1 if len(typed) < 6 else 2


def _swapped(typed: str) -> list[str]:
    """The word with two neighbouring letters swapped, which an edit distance counts as two mistakes."""
    return [typed, *(typed[:i] + typed[i + 1] + typed[i] + typed[i + 2 :] for i in range(len(typed) - 1))]


class _Leg(NamedTuple):
    """One way to match words: the condition on a row's `words`, and how many mistakes a row has."""

    condition: Q
    mistakes: Expression


def _exactly(typed: list[str]) -> _Leg:
    return _Leg(Q(words__contains=typed), Value(0))


def _nearly(alternatives: list[list[Near]]) -> _Leg:
    """Rows that hold, for every typed word, one of the words near it."""
    condition, mistakes = Q(), cast(Expression, Value(0))
    for words in alternatives:
        condition &= Q(words__overlap=[near.word for near in words])
        mistakes = mistakes + _distance(words)
    return _Leg(condition, mistakes)


def _distance(words: list[Near]) -> Case:
    at = {distance: [near.word for near in words if near.distance == distance] for distance in (0, 1)}
    return Case(*(When(words__overlap=group, then=Value(d)) for d, group in at.items() if group), default=Value(2))


def _beginning(people: QuerySet[Participant], text: str) -> list[Participant]:
    """Those whose names begin with the text, as far as there are `BEST`, in the order of names: an index walked."""
    return list(people.filter(sort_name__startswith=text).order_by("sort_name", "pk")[:BEST])


def _by_words(people: QuerySet[Participant], leg: _Leg) -> list[Participant]:
    """First those who bear the name themselves, then those whose business does."""
    found = _best(people, leg)
    if len(found) < BEST:
        trading = Business.objects.filter(participant__in=people)
        found += _best(trading, leg, "participant")
    keys = list(dict.fromkeys(found))[:BEST]
    persons = people.in_bulk(keys)
    return [persons[key] for key in keys if key in persons]


def _best(rows: QuerySet[Any], leg: _Leg, person: str = "pk") -> list[int]:
    """The keys of the people whose names match, those with the fewest mistakes and the shortest names first.

    No more than `POOL` rows are read and sorted, however many match.
    """
    matching = rows.filter(leg.condition).annotate(mistakes=leg.mistakes).order_by()
    pool = matching.values_list("mistakes", "name", person)[:POOL]
    return [key for *_, key in sorted(pool, key=lambda row: (row[0], len(row[1]), *row[1:]))]
