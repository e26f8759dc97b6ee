"""How a figure of a benchmark is told: a ratio with its peer and its limit, from one run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Ratio:
    """`ours` over `peer`, pair by pair; `limit` is what the ratio has to keep to."""

    name: str
    ours: list[float]
    peer: list[float]
    unit: str
    limit: float
    at_least: bool

    @property
    def value(self) -> float:
        return median(ours / peer for ours, peer in zip(self.ours, self.peer, strict=True))

    @property
    def kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "memenuhi" if self.kept else "TIDAK MEMENUHI"
        ours, peer = f"{median(self.ours):.4g}", f"{median(self.peer):.4g}"
        return (
            f"{self.name}: {ours} {self.unit} terhadap {peer} {self.unit}, "
            f"rasio {self.value:.2f} (batas {sign} {self.limit}, {len(self.ours)} pasang) – {verdict}"
        )


Pair = tuple[Callable[[], Any], Callable[[], Any]]


def side_by_side(pairs: Sequence[Pair], *, same: bool = False) -> tuple[list[float], list[float]]:
    """Seconds of each side, pair by pair, each side first in every second pair; both are run once beforehand.

    With `same` every pair is run beforehand, and must answer the same.
    """
    ours: list[float] = []
    peer: list[float] = []
    for number, (our, their) in enumerate(pairs):
        if same or not number:
            found = our(), their()
            if same and found[0] != found[1]:
                raise AssertionError(f"Jawaban berbeda: {found[0]} dan {found[1]}.")
        for side, seconds in ((our, ours), (their, peer)) if number % 2 else ((their, peer), (our, ours)):
            seconds.append(timed(side))
    return ours, peer


def timed(work: Callable[[], Any]) -> float:
    """Seconds that it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
