"""Figures are what a recount of the records gives, for every role, filter and period; and each has its list."""

import random
from collections import Counter
from datetime import date

import pytest

from foundation.days import now
from offices.models import User
from offices.roles import Role
from participants.leaving import withdraw
from participants.models import Participant
from records.completion import complete, void
from records.models import Source, StageCode, StageRecord
from reports.figures import counting, rollup
from reports.figures.question import Question
from reports.figures.reading import reading
from reports.figures.spans import Span
from targets.models import Unit
from tests import factories
from tests.factories import DURI_KEPA, KEDOYA_UTARA, MENTENG, TOMANG

pytestmark = pytest.mark.django_db

LINES = ["PPAPP", "PPKUKM.UKM", "PPKUKM.IKM", "KPKP"]
PLACES = [DURI_KEPA, KEDOYA_UTARA, TOMANG, MENTENG]
STAGES = [StageCode.TRAINING, StageCode.MENTORING, StageCode.PERMIT]
ARTICLE = Span(date(2022, 10, 17), date(2023, 3, 24))


@pytest.fixture
def town(db):
    """People of four lines in four kelurahan with stages on random days; some voided, verified, folded."""
    chance = random.Random(7)
    by = factories.user_with(Role.KELURAHAN, "31")
    officers = {code: factories.user_with(Role.SUDIN, "31", code) for code in ("PPAPP", "PPKUKM", "KPKP")}
    for number in range(24):
        line = chance.choice(LINES)
        her = factories.participant(line, chance.choice(PLACES), on=_day(chance), by=by)
        for stage in chance.choices(STAGES, k=chance.randrange(4)):
            officer = officers[line.split(".")[0]]
            record = complete(her, stage, on=_day(chance), by=officer, source=Source.VISIT, reason="Uji")
            if chance.random() < 0.2:
                void(record, by=officer, reason="Uji")
        if chance.random() < 0.5:
            Participant.objects.filter(pk=her.pk).update(identity_state="verified", verified_by=by, verified_at=now())
        if chance.random() < 0.3:
            withdraw(her, by=officers[line.split(".")[0]], reason="Pindah")
        if number == 12:
            rollup.fold()
    return chance


def _day(chance):
    return date(2022, 9, 1).fromordinal(date(2022, 9, 1).toordinal() + chance.randrange(270))


def officers() -> list[User]:
    return [
        factories.user_with(Role.PEREKONOMIAN, "31.73"),
        factories.user_with(Role.WALIKOTA, "31.73"),
        factories.user_with(Role.SUDIN, "31.73", "PPKUKM"),
        factories.user_with(Role.KASATLAK, "31.73.05", "PPAPP"),
        factories.user_with(Role.CAMAT, "31.73.05"),
        factories.user_with(Role.KELURAHAN, DURI_KEPA),
        factories.user_with(Role.ADMINISTRATOR, "31.73"),
    ]


QUESTIONS = [
    Question(ARTICLE, "31.73", StageCode.REGISTRATION),
    Question(ARTICLE, "31.73", StageCode.MENTORING, Unit.RECORDS),
    Question(ARTICLE, "31.73.05", StageCode.PERMIT, lines=("PPKUKM",)),
    Question(ARTICLE, "", None, Unit.RECORDS),
    Question(ARTICLE, "31.73", StageCode.REGISTRATION, verified=True),
    Question(ARTICLE, "31.73", StageCode.REGISTRATION, verified=False),
    Question(ARTICLE, "31.73", StageCode.REGISTRATION, withdrawn=True),
    Question(ARTICLE, "31.73", StageCode.MENTORING, Unit.RECORDS, verified=False, withdrawn=True),
    Question(Span(date(2022, 1, 1), date(2023, 12, 31)), "31.73", StageCode.TRAINING),
    Question(Span(date(2022, 11, 5), date(2022, 11, 20)), "31.73", StageCode.REGISTRATION),
]


def recount(user, question) -> list[StageRecord]:
    """The same answer the slow way: every record looked at in Python."""
    found = []
    for record in StageRecord.objects.select_related("participant", "credited_line"):
        verified = record.participant.identity_state == "verified"
        mine = any(
            record.kelurahan_id.startswith(duty.region_id)
            and (not duty.sudin_id or record.credited_line.sudin_id == duty.sudin_id)
            for duty in user.duties.exclude(role=Role.ADMINISTRATOR)
        )
        if (
            mine
            and record.voided_at is None
            and record.occurred_on in question.span
            and record.kelurahan_id.startswith(question.area)
            and question.stage in (None, record.stage_id)
            and (record.is_first or question.unit == Unit.RECORDS)
            and (not question.lines or record.credited_line_id.startswith(question.lines))
            and question.verified in (None, verified)
            and (not question.withdrawn or record.participant.state == "withdrawn")
        ):
            found.append(record)
    return found


def test_figures_and_lists_equal_a_recount_for_every_role_and_question(town):
    for user in officers():
        for question in QUESTIONS:
            expected = recount(user, question)
            with reading():
                assert counting.total(user, question) == len(expected), (user.duties.get(), question)
                assert set(counting.records(user, question)) == set(expected)


@pytest.mark.parametrize("key", ["line", "kelurahan", "stage", "month"])
def test_groups_add_up_to_the_total(town, key):
    user = factories.user_with(Role.PEREKONOMIAN)
    question = Question(ARTICLE, "31.73", None, Unit.RECORDS)

    groups = counting.count(user, question, key)

    column = {"line": "credited_line_id", "kelurahan": "kelurahan_id", "stage": "stage_id", "month": "month"}[key]
    expected = Counter(getattr(record, column) for record in recount(user, question))
    assert {name: figure.records for name, figure in groups.items() if figure.records} == expected
    assert sum(expected.values()) == counting.total(user, question) > 0


def test_what_a_sudin_did_for_others_is_counted_apart_from_its_own(db):
    kelurahan, ppkukm = factories.kelurahan_officer(), factories.sudin_officer("PPKUKM")
    hers = factories.participant("PPAPP", by=kelurahan)
    factories.participant("PPKUKM.UKM", by=kelurahan)
    StageRecord.objects.create(
        participant=hers, stage_id=StageCode.PERMIT, occurred_on=hers.registered_on, kelurahan_id=DURI_KEPA,
        credited_line_id="PPAPP", acting_sudin_id="PPKUKM", source=Source.PERMIT, recorded_by=ppkukm, is_first=True,
    )  # fmt: skip
    span = Span(hers.registered_on, hers.registered_on)
    question = Question(span, "31.73", StageCode.PERMIT)

    assert counting.total(ppkukm, question) == 0
    assert counting.total(ppkukm, question.replace(helper="PPKUKM")) == 1
    assert counting.records(ppkukm, question.replace(helper="PPKUKM")).get().participant == hers
    assert counting.total(factories.sudin_officer("KPKP"), question.replace(helper="PPKUKM")) == 0


def test_what_a_sudin_did_for_others_is_counted_in_the_region_of_that_duty_alone(db):
    """An officer's other duty, in another kota, opens its own figures and not the work of the own sudin there."""
    ppkukm = factories.sudin_officer("PPKUKM")
    factories.give(ppkukm, Role.PENDAMPING, "31.71.06", "KPKP")
    for place in (DURI_KEPA, MENTENG):
        hers = factories.participant("PPAPP", place)
        StageRecord.objects.create(
            participant=hers, stage_id=StageCode.PERMIT, occurred_on=hers.registered_on, kelurahan_id=place,
            credited_line_id="PPAPP", acting_sudin_id="PPKUKM", source=Source.PERMIT, recorded_by=ppkukm, is_first=True,
        )  # fmt: skip
    question = Question(Span(hers.registered_on, hers.registered_on), "31", StageCode.PERMIT, helper="PPKUKM")

    assert [record.kelurahan_id for record in counting.records(ppkukm, question)] == [DURI_KEPA]
    assert counting.total(ppkukm, question) == 1


def test_figures_are_one_statement(town, django_assert_num_queries):
    user = factories.user_with(Role.PEREKONOMIAN)
    assert user.scope.duties  # asked once a request
    with django_assert_num_queries(1):
        counting.count(user, QUESTIONS[4], "line", "kelurahan")
