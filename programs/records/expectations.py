"""What a stage expects. Expectations warn; an officer may go on with a reason, and the reason is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from participants.models import Participant
from programs.records.models import Stage, StageRecord


class Facts:
    """What the records say of one person, asked once per question."""

    def __init__(self, participant: Participant):
        self.participant = participant

    def has(self, stage: str) -> bool:
        return self._valid(stage).exists()

    def months_reported(self) -> int:
        return self._valid(Stage.REPORTING).values("month").distinct().count()

    def _valid(self, stage: str):
        return StageRecord.objects.valid().filter(participant=self.participant, stage=stage)


@dataclass(frozen=True)
class Expectation:
    """One thing a stage expects from a day on, in the officer's words."""

    words: str
    met: Callable[[Facts], bool]
    since: date = date.min

    def applies(self, on: date) -> bool:
        return on >= self.since


EXPECTATIONS: dict[str, list[Expectation]] = {
    Stage.TRAINING: [
        Expectation(
            "Peserta belum memiliki izin (P4). Sejak 2024 pelatihan mensyaratkan NIB.",
            lambda facts: facts.has(Stage.PERMIT),
            since=date(2024, 1, 1),
        )
    ],
    Stage.CAPITAL: [
        Expectation(
            "Peserta belum memiliki laporan keuangan (P6) untuk tiga bulan.",
            lambda facts: facts.months_reported() >= 3,
        )
    ],
}


def unmet(participant: Participant, stage: str, on: date) -> list[str]:
    """The expectations of `stage` that `participant` does not meet on that day, in the officer's words."""
    facts = Facts(participant)
    return [e.words for e in EXPECTATIONS.get(stage, []) if e.applies(on) and not e.met(facts)]
