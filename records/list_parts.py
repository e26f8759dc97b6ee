"""The filters and the column of the list of people that the stages give."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from foundation.formfields import DayField
from offices.models import User
from participants.listing import PeopleColumn, PeopleFilter, Wanted, within_period
from participants.participants import Participant, ParticipantQuerySet, ParticipantState
from records.models import Stage, StageCode, StageRecord

NOT_DONE = "belum"


def _stage_fields(user: User) -> dict[str, forms.Field]:
    stages = [(stage.pk, str(stage)) for stage in Stage.objects.all()]
    reached = [("", "Sudah"), (NOT_DONE, "Belum")]
    return {
        "tahap": forms.ChoiceField(label="Tahap", required=False, choices=[("", "Semua tahap"), *stages]),
        "capaian": forms.ChoiceField(label="Capaian tahap", required=False, choices=reached),
    }


def _of_stage(people: ParticipantQuerySet, wanted: Wanted) -> ParticipantQuerySet:
    if "tahap" not in wanted:
        return people
    done = Exists(_records(wanted))
    if wanted.get("capaian") == NOT_DONE:
        return _among_whom_some_lack(people, wanted).filter(~done)
    return _among_whom_some_reached(people, wanted).filter(done)


def _among_whom_some_lack(people: ParticipantQuerySet, wanted: Wanted) -> ParticipantQuerySet:
    """Nobody who is active lacks P1: few are left to look at."""
    is_p1 = wanted["tahap"] == StageCode.REGISTRATION and not within_period("occurred_on", wanted)
    return people.exclude(state=ParticipantState.ACTIVE) if is_p1 else people


def _among_whom_some_reached(people: ParticipantQuerySet, wanted: Wanted) -> ParticipantQuerySet:
    """P1 is of the day of registration, which the list is ordered by."""
    is_p1 = wanted["tahap"] == StageCode.REGISTRATION
    return people.filter(within_period("registered_on", wanted)) if is_p1 else people


def _records(wanted: Wanted) -> QuerySet[StageRecord]:
    """A person's valid records of the stage in the period; without a period the first one answers sooner."""
    period = within_period("occurred_on", wanted)
    records = StageRecord.objects.filter(participant=OuterRef("pk"), stage=wanted["tahap"])
    return records.valid().filter(period) if period else records.firsts()


def _stage_words(name: str, label: str, wanted: Wanted) -> str:
    return f"{'Belum' if wanted.get('capaian') == NOT_DONE else 'Sudah'} {label}"


def _period_fields(user: User) -> dict[str, forms.Field]:
    return {
        "dari": DayField(label="Dari tanggal", required=False),
        "sampai": DayField(label="Sampai tanggal", required=False),
    }


def _registered_within(people: ParticipantQuerySet, wanted: Wanted) -> ParticipantQuerySet:
    """The period is about the stage's day where a stage is chosen, else about the day of registration."""
    return people if "tahap" in wanted else people.filter(within_period("registered_on", wanted))


def _period_words(name: str, label: str, wanted: Wanted) -> str:
    return f"{name.capitalize()} {label} ({'penyelesaian tahap' if 'tahap' in wanted else 'pendaftaran'})"


def _stages_done(people: list[Participant]) -> dict[int, dict[str, Any]]:
    """All stages, and which of them each person has done."""
    done: dict[int, set[str]] = {person.pk: set() for person in people}
    firsts = StageRecord.objects.firsts().filter(participant__in=done)
    for person, stage in firsts.values_list("participant_id", "stage_id"):
        done[person].add(stage)
    stages = list(Stage.objects.all())
    return {person: {"stages": stages, "done": codes} for person, codes in done.items()}


FILTERS = (
    PeopleFilter("tahap", _stage_fields, _of_stage, _stage_words, without_chip=frozenset({"capaian"})),
    PeopleFilter("masa", _period_fields, _registered_within, _period_words),
)
COLUMNS = (PeopleColumn("Tahap", "records/_stages_done.html", _stages_done),)
