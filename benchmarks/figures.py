"""How a figure of a benchmark is told: a ratio with its peer and its limit, from one run."""

from dataclasses import dataclass
from statistics import median


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
