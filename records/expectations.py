"""What stages expect of people, asked for many at once: shown before it is asked, and asked with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import OuterRef

from foundation.days import today
from foundation.errors import Doubt
from participants.models import Participant
from participants.participants import ParticipantQuerySet
from records.models import Expectation, StageCode, StageRecord, StageRecordQuerySet

BEFORE_REGISTRATION: dict[str, int] = {
    StageCode.TRAINING: 0,
    StageCode.MENTORING: 0,
    StageCode.CAPITAL: 0,
    StageCode.REPORTING: 365,
}
"""By how many days a stage may precede the registration without a question; permits and shops may be older."""

EARLY = Doubt("early", "Tanggal ini mendahului pendaftaran peserta. Periksa tahunnya.")

NAMED = 8
"""So many people a warning names; whoever else it concerns is counted."""


def expectations_of(stages: Iterable[str], on: date | None = None) -> list[Expectation]:
    """What these stages expect on that day (today), in one query."""
    return list(Expectation.objects.on(on or today()).filter(stage__in=list(stages)))


def lacking(people: Iterable[Participant | int], expected: Sequence[Expectation]) -> dict[int, list[Expectation]]:
    """By participant key, only those who lack something: what of it they do not meet. One query, however many."""
    keys = [person if isinstance(person, int) else person.pk for person in people]
    if not keys or not expected:
        return {}
    names = {f"meets_{one.pk}": one.holds(_records_of_person()) for one in expected}
    rows = Participant.objects.filter(pk__in=keys).annotate(**names).values_list("pk", *names)
    found = {key: [one for one, holds in zip(expected, held, strict=True) if not holds] for key, *held in rows}
    return {key: missing for key, missing in found.items() if missing}


def lacking_for(
    stage: str, people: Iterable[Participant | int], on: date | None = None
) -> dict[int, list[Expectation]]:
    """What each of them lacks of what the stage expects on that day (today)."""
    return lacking(people, expectations_of([stage], on))


def who_lack(people: ParticipantQuerySet, expected: Expectation) -> ParticipantQuerySet:
    """Those among `people` who do not meet it."""
    return people.exclude(expected.holds(_records_of_person()))


def who_meet(people: ParticipantQuerySet, expected: Iterable[Expectation]) -> ParticipantQuerySet:
    """Those among `people` who meet all of it."""
    for one in expected:
        people = people.filter(one.holds(_records_of_person()))
    return people


def doubts_of(people: Sequence[Participant], stage: str, on: date) -> dict[int, list[Doubt]]:
    """What has to be explained before the stage is recorded for them on that day, by participant key, only those with
    something. What most saves would have to explain is not among it."""
    asked = [one for one in expectations_of([stage], on) if one.is_asked]
    found = {key: [Doubt(one.fact, one.words) for one in missing] for key, missing in lacking(people, asked).items()}
    if stage in BEFORE_REGISTRATION:
        earliest = on + timedelta(days=BEFORE_REGISTRATION[stage])
        for person in people:
            if earliest < person.registered_on:
                found.setdefault(person.pk, []).append(EARLY)
    return found


def together(found: Mapping[int, Sequence[Doubt]], people: Sequence[Participant]) -> list[Doubt]:
    """The doubts of several people, each once, naming whom it concerns in their order; of one person as they are."""
    concerned: dict[Doubt, list[str]] = {}
    for person in people:
        for doubt in found.get(person.pk, ()):
            concerned.setdefault(doubt, []).append(person.name)
    many = len(people) > 1
    return [
        Doubt(doubt.kind, _naming(doubt.words, names, len(people)) if many else doubt.words, tuple(names))
        for doubt, names in concerned.items()
    ]


def _naming(words: str, names: list[str], asked: int) -> str:
    """The sentence with how many of those it concerns, and who they are."""
    rest = f", dan {len(names) - NAMED} orang lain" if len(names) > NAMED else ""
    return f"{words} ({len(names)} dari {asked} peserta: {', '.join(names[:NAMED])}{rest})"


def _records_of_person() -> StageRecordQuerySet:
    """The valid records of the person that the surrounding query asks about."""
    return StageRecord.objects.valid().filter(participant=OuterRef("pk")).order_by()
