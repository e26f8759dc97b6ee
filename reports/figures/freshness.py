"""As of when figures are, and whether folding waits. Waiting changes no figure: what is not folded is added."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connections

from foundation.days import stamp
from foundation.health import WORKER_SILENCE
from foundation.numbers import grouped
from reports.figures.reading import READER

PATIENCE = timedelta(seconds=90)
"""Deltas older than this are said to wait; the fold is nudged at once and started every 20 seconds."""

ASKED = """
SELECT statement_timestamp(),
       (SELECT count(*) FROM reports_progressdelta), (SELECT min(created_at) FROM reports_progressdelta),
       (SELECT max(at) FROM reports_foldrun), (SELECT at FROM foundation_pulse WHERE name = 'worker'),
       checked.at, checked.cells, checked.differing
FROM (VALUES (1)) AS one LEFT JOIN LATERAL (
    SELECT at, cells, differing FROM reports_checkrun ORDER BY at DESC LIMIT 1
) AS checked ON true
"""


@dataclass(frozen=True)
class Freshness:
    """One moment of the figures' machinery."""

    moment: datetime
    waiting: int
    oldest: datetime | None
    folded_at: datetime | None
    worker_at: datetime | None
    checked_at: datetime | None
    cells: int | None
    differing: int | None

    @property
    def worker_seen(self) -> bool:
        return self.worker_at is not None and self.moment - self.worker_at < WORKER_SILENCE

    @property
    def folding_waits(self) -> bool:
        return self.oldest is not None and self.moment - self.oldest > PATIENCE

    @property
    def as_of(self) -> str:
        return f"Per tanggal {stamp(self.moment)}"

    @property
    def checked(self) -> str:
        """The last recount, in words."""
        if self.checked_at is None:
            return "Angka belum pernah dihitung ulang."
        found = f"{grouped(self.differing)} angka berbeda" if self.differing else "cocok"
        return f"Semua angka dihitung ulang {stamp(self.checked_at)}: {found}."

    @property
    def warning(self) -> str:
        """Why folding waits; empty while all is well."""
        if self.folding_waits and self.oldest:
            return (
                f"{grouped(self.waiting)} perubahan sejak {stamp(self.oldest)} menunggu diringkas."
                f" {self._silent_worker} Angka di halaman ini tetap tepat."
            ).replace("  ", " ")
        return f"{self._silent_worker} Angka di halaman ini tetap tepat." if not self.worker_seen else ""

    @property
    def alarm(self) -> str:
        """What the last recount found; empty where nothing differed."""
        if not self.differing:
            return ""
        return f"{self.checked} Beri tahu administrator; angka tidak diperbaiki diam-diam."

    @property
    def _silent_worker(self) -> str:
        if self.worker_seen:
            return ""
        return (
            f"Peringkasan terakhir berjalan {stamp(self.worker_at)}."
            if self.worker_at
            else "Peringkasan belum berjalan."
        )


def freshness(using: str = READER) -> Freshness:
    """Asked first in a page's `reading()`, it is the moment of all its figures."""
    with connections[using].cursor() as cursor:
        cursor.execute(ASKED)
        row: tuple[Any, ...] = cursor.fetchone()
    return Freshness(*row)


def check() -> tuple[bool, str]:
    """For /readyz: waiting deltas and the last fold."""
    found = freshness("default")
    folded = found.folded_at.isoformat(timespec="seconds") if found.folded_at else "belum pernah"
    return not found.folding_waits, f"{found.waiting} menunggu, diringkas terakhir {folded}"
