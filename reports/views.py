"""Dashboards and the pages behind every number. Each page is one moment: one `reading()`, one as-of stamp."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.days import first_of, month_number, today
from foundation.paging import page as page_of
from offices.guards import needs
from offices.roles import Act
from programs.models import TargetDecision
from programs.worklist import sections
from reports import figures, funnel, grants, trend
from reports.answers import Answer
from reports.board import Board, done_for_others
from reports.forms import ListReasonForm, QuestionForm
from reports.freshness import Freshness, freshness
from reports.people import Sight, described, listed
from reports.question import BEGINNING
from reports.reading import reading
from reports.spans import DAY, Span

MOST_TABS = 6


@require_safe
@needs(Act.SEE_FIGURES)
def start(request: HttpRequest) -> HttpResponse:
    """The dashboard: result against target, lines, areas, funnel and trend of one question."""
    with reading():
        fresh = freshness()
        form = QuestionForm(request.GET, user=request.user)
        if not form.is_valid():
            return _unanswered(request, "reports/board.html", form, fresh)
        answer = Answer.to(form)
        return render(request, "reports/board.html", _board(answer, form) | {"fresh": fresh, "form": form})


def _board(answer: Answer, form: QuestionForm) -> dict:
    """All that the dashboard shows of one question."""
    board = Board(answer.user, answer.question, answer.table)
    steps = funnel.funnel(answer.user, answer.question)
    points = trend.trend(answer.user, board, answer.table)
    own = [sudin for sudin in form.sudins if sudin.code in answer.user.scope.sudin_codes]
    return {
        "answer": answer,
        "board": board,
        "question": answer.question,
        "steps": steps,
        "funnel_words": funnel.sentence(steps),
        "funnel_data": funnel.chart(steps),
        "trend_words": trend.sentence(board),
        "trend_data": trend.chart(points, board),
        "trend_points": trend.ends_of_months(points),
        "tabs": [_tab(answer, decision) for decision in form.decisions.values() if decision.is_in_force][:MOST_TABS],
        "others": [(sudin, done_for_others(answer.user, answer.question, sudin)) for sudin in own],
    }


def _tab(answer: Answer, decision: TargetDecision) -> dict:
    """A decision in force, one click away."""
    url = f"{reverse('dashboard:start')}?keputusan={decision.public_id}"
    return {"label": decision.title, "url": url, "active": decision == answer.question.decision}


@require_safe
@needs(Act.SEE_FIGURES)
def own(request: HttpRequest) -> HttpResponse:
    """The start page of an area: registering first, then its own numbers of this month and year."""
    with reading():
        fresh = freshness()
        form = QuestionForm({}, user=request.user)
        form.is_valid()
        question = form.question.ask(decision=None, lines=(form.reach.sudin,) if form.reach.sudin else (), stage="P1")
        month = first_of(month_number(today()))
        year = question.ask(span=Span(month.replace(month=1), month.replace(month=12, day=31)))
        asked = {
            "Terdaftar bulan ini": question.ask(span=Span(month, first_of(month_number(month) + 1) - DAY)),
            "Terdaftar tahun ini": year,
            "Belum terverifikasi": question.ask(span=Span(BEGINNING, today()), verified=False),
        }
        board, steps = Board(request.user, year, None), funnel.funnel(request.user, year)
        context = {
            "fresh": fresh,
            "region": form.areas.get(form.reach.area),
            "numbers": [(label, one, figures.total(request.user, one)) for label, one in asked.items()],
            "board": board,
            "steps": steps,
            "funnel_words": funnel.sentence(steps),
            "returned": sections.returned(request.user) if request.user.scope.may(Act.CORRECT) else None,
            "may_register": request.user.scope.may(Act.REGISTER),
        }
        return render(request, "reports/own.html", context)


@require_safe
@needs(Act.SEE_FIGURES)
def why(request: HttpRequest) -> HttpResponse:
    """ "Mengapa angka ini?": the number, what it means, its filter, moment, decision and last check."""
    with reading():
        fresh = freshness()
        form = QuestionForm(request.GET, user=request.user)
        template = "reports/_why.html" if request.htmx else "reports/why.html"
        if not form.is_valid():
            return _unanswered(request, template, form, fresh)
        context = {"answer": Answer.to(form), "fresh": fresh, "sight": Sight.of(request.user).name}
        return render(request, template, context)


@needs(Act.SEE_FIGURES)
def people(request: HttpRequest) -> HttpResponse:
    """The list behind a number, and, by POST, the reason that opens its names for Bagian Perekonomian."""
    with reading():
        fresh = freshness()
        form = QuestionForm(request.GET, user=request.user)
        if not form.is_valid():
            return _unanswered(request, "reports/people.html", form, fresh)
        answer = Answer.to(form)
        entry = grants.granted(request, answer.question)
        if Sight.of(request.user) == Sight.WITH_REASON and entry is None:
            return _ask_reason(request, answer)
        return _list(request, answer, fresh, granted=entry is not None)


def _ask_reason(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Ask why; with an answer write it down and open the list."""
    form = ListReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        grants.grant(
            request, answer.question, reason=form.cleaned_data["reason"], what=answer.in_words, rows=answer.number
        )
        return redirect(answer.question.list_url)
    status = 422 if form.errors else 200
    return render(request, "reports/reason.html", {"answer": answer, "form": form}, status=status)


def _list(request: HttpRequest, answer: Answer, fresh: Freshness, *, granted: bool) -> HttpResponse:
    records = listed(request.user, answer.question)
    found = page_of(records, ("-occurred_on", "-id"), request.GET.get("cursor"))
    rows = described(request.user, found.rows, granted=granted)
    context = {"answer": answer, "rows": rows, "page": found, "fresh": fresh}
    return render(request, "reports/people.html", context)


def _unanswered(request: HttpRequest, template: str, form: QuestionForm, fresh) -> HttpResponse:
    """The page with what is wrong with the filter, and no number."""
    return render(request, template, {"form": form, "fresh": fresh}, status=422)
