"""What apps above have to say of a record wherever it is shown, such as that it came late. Each registers its words."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from foundation.registry import Registry


@dataclass(frozen=True)
class Mark:
    """Words beside a record, and which of some records (keys) carry them, read from that alias in one query."""

    words: str
    of: Callable[[Collection[int], str], set[int]]


marks: Registry[Mark] = Registry("marks of records", key="words")


def marked(records: Collection[int], using: str = "default") -> dict[int, list[str]]:
    """The words of each of these records (keys) that carries any, by its key."""
    found: dict[int, list[str]] = {}
    for mark in marks:
        for key in mark.of(records, using):
            found.setdefault(key, []).append(mark.words)
    return found
