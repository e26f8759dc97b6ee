"""After due day and grace what is typed into a decision is marked; what is mended was known all the while."""

from datetime import date, timedelta

import pytest

from foundation.days import after, start_of
from offices import golive
from offices.roles import Role
from programs.mentoring.visiting import record_visit
from records.completion import void
from records.mending import mend
from records.models import Source, Stage, StageCode, StageRecord
from targets.lateness import late_among
from tests import decisions, factories

pytestmark = pytest.mark.django_db

ENDS = date(2025, 12, 14)
"""Due on 30 November, with fourteen days of grace."""
IN_TIME, LATE = after(ENDS) - timedelta(seconds=1), after(ENDS)
VISIT = {"mentor": "Pendamping Contoh", "place": "Rumah", "note": "Uji"}


@pytest.fixture
def her():
    return factories.participant("PPAPP", on=date(2025, 1, 6))


@pytest.fixture
def officer():
    return factories.sudin_officer("PPAPP")


@pytest.fixture
def decision():
    return decisions.in_force(
        {("PPAPP", "31.73"): 10}, stage=Stage.objects.get(pk=StageCode.MENTORING), starts_on=date(2025, 1, 1),
        due_on=date(2025, 11, 30), published_total=10,
    )  # fmt: skip


def typed(person, at, on=date(2025, 11, 3), **more):
    told = {"stage_id": StageCode.MENTORING, "source": Source.JOINT, "acting_sudin_id": "PPAPP"} | more
    return StageRecord.objects.create(
        participant=person, occurred_on=on, recorded_at=at, recorded_by=person.registered_by,
        kelurahan_id=person.kelurahan_id, credited_line_id=person.line_id, **told,
    )  # fmt: skip


def late_of(*records):
    return late_among([record.pk for record in records])


def set_month(office, month, *, by):
    golive.set_month(office, month, by=by, version=golive.sheet_version())


def test_what_is_typed_after_due_day_and_grace_is_late_and_not_a_moment_before(her, decision):
    in_time, late = typed(her, IN_TIME), typed(her, LATE)

    assert late_of(in_time, late) == {late.pk}


def test_what_the_decision_does_not_speak_of_is_not_late(her, decision):
    elsewhere = factories.participant("SOSIAL", on=date(2025, 1, 6))
    others = [
        typed(her, LATE, on=date(2025, 12, 1)),
        typed(her, LATE, stage_id=StageCode.PERMIT),
        typed(elsewhere, LATE, acting_sudin_id="SOSIAL"),
    ]

    assert late_of(*others, typed(her, LATE)) == {StageRecord.objects.latest("pk").pk}


def test_a_decisions_own_grace_decides(her, decision):
    decision.grace_days = 0
    decision.save()

    assert late_of(typed(her, start_of(date(2025, 12, 1))))


def test_a_mended_typo_is_no_late_entry_however_often_it_is_mended(her, officer, decision):
    record = record_visit(her, visited_on=date(2025, 11, 3), by=officer, **VISIT).record
    first = typed(her, IN_TIME)
    void(first, by=officer, reason="Salah tanggal")
    second = typed(her, LATE, replaces=first)
    void(second, by=officer, reason="Salah tanggal lagi")
    third = typed(her, LATE, replaces=second)
    third.refresh_from_db()

    assert third.known_since == IN_TIME
    assert late_of(third, record) == {record.pk}


def test_mending_takes_the_record_back_and_writes_it_anew_in_its_place(her, officer):
    old = record_visit(her, visited_on=date(2025, 11, 3), by=officer, **VISIT).record

    told = VISIT | {"visited_on": date(2025, 11, 4)}
    new = mend(old, record_visit, by=officer, because="Salah tanggal", **told).record
    old.refresh_from_db()
    new.refresh_from_db()

    assert (old.void_reason, new.replaces, new.known_since) == ("Salah tanggal", old, old.recorded_at)
    assert (new.occurred_on, new.is_first, old.is_first) == (date(2025, 11, 4), True, False)


def test_before_its_office_went_live_nothing_is_late(her, decision):
    setter = factories.user_with(Role.PEREKONOMIAN)
    by_sudin, by_kelurahan = typed(her, LATE), typed(her, LATE, acting_sudin_id=None)

    set_month("PPAPP@31.73", date(2025, 12, 1), by=setter)
    assert late_of(by_sudin, by_kelurahan) == {by_kelurahan.pk}

    set_month("31.73.05", date(2025, 12, 1), by=setter)
    set_month("PPAPP@31.73", date(2025, 11, 1), by=setter)
    assert late_of(by_sudin, by_kelurahan) == {by_sudin.pk}


def test_the_month_of_a_sudin_in_another_kota_excuses_nothing_here(her, decision):
    elsewhere = factories.user_with(Role.PEREKONOMIAN, region="31.74")
    set_month("PPAPP@31.74", date(2025, 12, 1), by=elsewhere)

    assert late_of(typed(her, LATE))


def test_taken_back_the_month_excuses_nothing(her, decision):
    setter = factories.user_with(Role.PEREKONOMIAN)
    set_month("PPAPP@31.73", date(2025, 12, 1), by=setter)
    set_month("PPAPP@31.73", None, by=setter)

    assert late_of(typed(her, LATE))
