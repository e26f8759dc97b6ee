"""What was known at a deadline stays what it was, whatever is typed, voided and mended afterwards; its list as well."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from foundation.days import after, start_of
from offices import golive
from offices.models import User
from offices.roles import Role
from records.firsts import settle_firsts
from records.models import Source, Stage, StageCode, StageRecord, StageRecordQuerySet
from reports.board.deadline import at_deadline
from reports.figures import counting
from reports.figures.question import Question
from reports.figures.reading import reading
from reports.figures.spans import Span
from reports.lists.list_rows import described, listed
from targets import lateness
from targets.models import Unit
from tests import decisions, factories

PEOPLE = 4
BEGINS = date(2025, 1, 1)
STAGES = (StageCode.MENTORING, StageCode.PERMIT)
STARTS, DUE, TYPED_UNTIL = (BEGINS + timedelta(days=days) for days in (10, 120, 134))
SUDIN, KELURAHAN = "PPAPP", "kelurahan"

moments = st.integers(0, 200)
"""Days after the beginning, at noon; the last moment of a day is tried apart."""
offices = st.sampled_from([SUDIN, KELURAHAN])
deeds = st.one_of(
    st.tuples(
        st.just("record"), moments, st.integers(0, PEOPLE - 1), st.sampled_from(STAGES), st.integers(0, 200), offices
    ),
    st.tuples(st.just("void"), moments, st.integers(0, 30)),
    st.tuples(st.just("mend"), moments, st.integers(0, 30), st.integers(0, 200)),
    st.tuples(
        st.just("live"), moments, offices, st.sampled_from([None, *(date(2025, month, 1) for month in range(1, 9))])
    ),
)
plans = st.lists(deeds, min_size=10, max_size=30).map(lambda plan: sorted(plan, key=lambda deed: deed[1]))


MENDED_LATER = [("record", 50, 0, STAGES[0], 30, SUDIN), ("mend", 150, 0, 40)]
"""What chance seldom makes: typed in time, and mended after the grace."""
LOADED_LATER = [("live", 0, SUDIN, date(2025, 8, 1)), ("record", 150, 0, STAGES[0], 30, SUDIN)]
"""Typed after the grace, of a day on which its office did not use the portal yet."""


@dataclass
class Plain:
    """One chain as a clerk would keep it on paper: its versions, each from a moment on; None once it is taken back."""

    person: int
    stage: str
    office: str
    versions: list = field(default_factory=list)

    def standing(self, then):
        """(day, typed, row) as of that moment, or None."""
        known = [version for at, version in self.versions if at < then]
        return known[-1] if known else None


@pytest.fixture
def everyone(db):
    registrar = factories.kelurahan_officer()
    lines = ("PPAPP", "SOSIAL")
    return [factories.participant(lines[n % 2], on=BEGINS, by=registrar) for n in range(PEOPLE)]


@pytest.fixture
def decision(everyone):
    about = {"stage": Stage.objects.get(pk=StageCode.MENTORING), "starts_on": STARTS, "due_on": DUE}
    return decisions.in_force({("PPAPP", "31.73"): 10}, **about, published_total=10)


def play(plan, everyone, officer, setter):
    """The deeds in the order of their moments, written as the verbs write them; the same on paper, and the months."""
    papers, months = [], {}
    for number, (kind, moment, *about) in enumerate(plan):
        at = start_of(BEGINS + timedelta(days=moment)) + timedelta(hours=12, seconds=number)
        open_ones = [(paper, paper.versions[-1][1]) for paper in papers if paper.versions[-1][1]]
        if kind == "record":
            paper = Plain(about[0], about[1], about[3])
            papers.append(paper)
            acting = SUDIN if about[3] == SUDIN else None
            paper.versions.append((at, written(everyone[about[0]], about[1], about[2], at, officer, acting)))
        elif kind == "live":
            months[about[0]] = about[1]
            code = f"{SUDIN}@31.73" if about[0] == SUDIN else everyone[0].kelurahan_id
            golive.set_month(code, about[1], by=setter, version=golive.sheet_version())
        elif open_ones:
            paper, (_, _, row) = open_ones[about[0] % len(open_ones)]
            told = {"voided_at": at, "voided_by": officer, "void_reason": "Uji", "is_first": False}
            row_of = StageRecord.objects.get(pk=row)
            StageRecord.objects.filter(pk=row).update(**told)
            settle_firsts([row_of.participant_id], row_of.stage_id, at=at)
            anew = None
            if kind == "mend":
                anew = written(
                    everyone[paper.person], paper.stage, about[1], at, officer, row_of.acting_sudin_id, replaces_id=row
                )
            paper.versions.append((at, anew))
    return papers, months


def written(person, stage, day, at, officer, acting, **more):
    on = BEGINS + timedelta(days=day)
    record = StageRecord.objects.create(
        participant=person, stage_id=stage, occurred_on=on, kelurahan_id=person.kelurahan_id,
        credited_line_id=person.line_id, acting_sudin_id=acting, source=Source.JOINT, recorded_by=officer,
        recorded_at=at, **more,
    )  # fmt: skip
    settle_firsts([person.pk], stage, at=at)
    return on, at, record.pk


def recounted(papers, everyone, question):
    """The rows that were known, in plain Python: standing versions, firsts before any filter, then the filter."""
    then = after(question.known_by)
    rows = [(p.person, *version) for p in papers if p.stage == question.stage and (version := p.standing(then))]
    if question.unit == Unit.PEOPLE:
        by_person = {}
        for row in sorted(rows, key=lambda row: row[1:]):
            by_person.setdefault(row[0], row)
        rows = by_person.values()
    return {
        row
        for person, on, _, row in rows
        if on in question.span and everyone[person].line_id.startswith(question.lines or ("",))
    }


def late_on_paper(papers, everyone, months):
    """Every row of a chain begun after the grace whose day the decision speaks of, unless its office was not live."""
    rows = set()
    for paper in (p for p in papers if p.stage == StageCode.MENTORING and everyone[p.person].line_id == SUDIN):
        live = months.get(paper.office)
        for on, _, row in (version for _, version in paper.versions if version):
            if STARTS <= on <= DUE and paper.versions[0][0] >= after(TYPED_UNTIL) and not (live and live > on):
                rows.add(row)
    return rows


def questions():
    for stage in STAGES:
        for unit in Unit:
            for lines in ((), ("PPAPP",)):
                for known in (60, 134):
                    yield Question(
                        span=Span(BEGINS + timedelta(days=10), BEGINS + timedelta(days=120)), area="31.73", stage=stage,
                        unit=unit, lines=lines, known_by=BEGINS + timedelta(days=known),
                    )  # fmt: skip


def differing(plan, everyone, reader, decision):
    """Questions whose number, list or rows are not those of the plain recount, and marks and boards likewise."""
    officer = everyone[0].registered_by
    papers, months = play(plan, everyone, officer, reader)
    wrong = []
    late = late_on_paper(papers, everyone, months)
    if lateness.late_among(StageRecord.objects.values_list("pk", flat=True)) != late:
        wrong.append(("late", late))
    with reading():
        for question in questions():
            wanted = recounted(papers, everyone, question)
            number = counting.total(reader, question)
            rows = described(reader, listed(reader, question), granted=False)
            if number != len(wanted) or {row.record for row in rows} != wanted or len(rows) != number:
                wrong.append((question, number, len(rows), len(wanted)))
        asked = Question(
            span=Span(STARTS, DUE), area="31.73", stage=StageCode.MENTORING, lines=(SUDIN,), decision=decision
        )
        board = at_deadline(reader, asked)
        from_lists = any(month and month > DUE for month in months.values())
        wanted = None if from_lists else len(recounted(papers, everyone, board.question))
        if board.result != wanted:
            wrong.append(("board", board.result, wanted))
    return wrong


def each_undone(check):
    """Run the check and take back what it wrote: records cannot be deleted."""

    class Undo(Exception):
        pass

    try:
        with transaction.atomic():
            check()
            raise Undo
    except Undo:
        pass


def walk(everyone, decision, examples):
    reader = User.objects.get(pk=factories.user_with(Role.PEREKONOMIAN).pk)

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @example(plan=MENDED_LATER)
    @example(plan=LOADED_LATER)
    @given(plan=plans)
    def as_known_then(plan):
        def check():
            assert differing(plan, everyone, reader, decision) == []

        each_undone(check)

    as_known_then()


def test_at_every_deadline_number_and_list_equal_a_plain_recount_as_known_then(everyone, decision):
    walk(everyone, decision, 30)


CHAIN = "record.known_since >="
NOT_LIVE = "AND live.month > record.occurred_on"


@pytest.mark.parametrize("lost", ["chains", "firsts", "marks of chains", "months", "months of boards"])
def test_counted_otherwise_the_comparison_turns_red(everyone, decision, monkeypatch, lost):
    """The sabotaged twins: chains counted twice, firsts of today instead of those of then, marks and months forgotten."""
    if lost == "chains":
        known = StageRecordQuerySet.known_by

        def twice(self, day):
            return known(self, day) | self.filter(replaces__isnull=False, known_since__lt=after(day), voided_at=None)

        monkeypatch.setattr(StageRecordQuerySet, "known_by", twice)
    elif lost == "firsts":
        monkeypatch.setattr(StageRecordQuerySet, "earliest_of_each", lambda self: self.filter(is_first=True))
    elif lost == "months of boards":
        monkeypatch.setattr("reports.board.deadline._from_lists", lambda question, decision: False)
    else:
        true, untrue = (
            (CHAIN, CHAIN.replace("known_since", "recorded_at")) if "marks" in lost else (NOT_LIVE, "AND false")
        )
        assert true in lateness.LATE
        monkeypatch.setattr(lateness, "LATE", lateness.LATE.replace(true, untrue))

    with pytest.raises(AssertionError, match=r"assert \["):
        walk(everyone, decision, 60)
