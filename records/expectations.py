"""What a stage expects. Expectations warn; an officer may go on with a reason, and the reason is kept."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from participants.models import Participant
from records.models import StageCode, StageRecord, StageRecordQuerySet
from records.subjects import filling


class Facts:
    """What the records say of a set of people; each fact is one query however many they are."""

    def __init__(self, people: Iterable[Participant]):
        self.people = [person.pk for person in people]

    @cached_property
    def with_nib(self) -> set[int]:
        """Those with a valid permit of the kind that other stages expect, which the permits say is the NIB."""
        valid = self._valid(StageCode.PERMIT)
        found: set[int] = set()
        for subject in filling(StageCode.PERMIT):
            rows = subject.model._default_manager.filter(subject.expected, record__in=valid)
            found.update(rows.values_list("participant_id", flat=True))
        return found

    @cached_property
    def months_reported(self) -> Counter[int]:
        months = self._valid(StageCode.REPORTING).values_list("participant_id", "month").distinct()
        return Counter(person for person, _ in months)

    def _valid(self, stage: str) -> StageRecordQuerySet:
        return StageRecord.objects.valid().filter(participant__in=self.people, stage=stage).order_by()


@dataclass(frozen=True)
class Expectation:
    """One thing a stage expects from a day on, in the officer's words."""

    words: str
    met: Callable[[Facts, int], bool]
    since: date = date.min

    def applies(self, on: date) -> bool:
        return on >= self.since


EXPECTATIONS: dict[str, list[Expectation]] = {
    StageCode.TRAINING: [
        Expectation(
            "Peserta belum memiliki NIB (P4). Sejak 2024 pelatihan mensyaratkan NIB.",
            lambda facts, person: person in facts.with_nib,
            since=date(2024, 1, 1),
        )
    ],
    StageCode.CAPITAL: [
        Expectation(
            "Peserta belum memiliki laporan keuangan (P6) untuk tiga bulan.",
            lambda facts, person: facts.months_reported[person] >= 3,
        )
    ],
}


BEFORE_REGISTRATION: dict[str, int] = {
    StageCode.TRAINING: 0,
    StageCode.MENTORING: 0,
    StageCode.CAPITAL: 0,
    StageCode.REPORTING: 365,
}
"""By how many days a stage may precede the registration without a question; permits and shops may be older."""

EARLY = "Tanggal ini mendahului pendaftaran peserta. Periksa tahunnya."


def unmet(participant: Participant, stage: str, on: date) -> list[str]:
    """The expectations of `stage` that `participant` does not meet on that day, in the officer's words."""
    return unmet_of([participant], stage, on).get(participant.pk, [])


def unmet_of(people: Iterable[Participant], stage: str, on: date) -> dict[int, list[str]]:
    """The same for many: by participant key, only those with something unmet."""
    people = list(people)
    asked = [e for e in EXPECTATIONS.get(stage, []) if e.applies(on)]
    facts = Facts(people)
    found = {person.pk: [e.words for e in asked if not e.met(facts, person.pk)] for person in people}
    if stage in BEFORE_REGISTRATION:
        earliest = on + timedelta(days=BEFORE_REGISTRATION[stage])
        for person in people:
            found[person.pk] += [EARLY] if earliest < person.registered_on else []
    return {key: words for key, words in found.items() if words}
