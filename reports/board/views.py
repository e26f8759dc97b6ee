"""Dashboards. Each page is one moment: one `reading()`, one as-of stamp."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desk.worklist.sections import sections
from foundation.days import first_of, month_number, today
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from offices.worklist import area_start
from records.models import StageCode
from reports.board import funnel, trend
from reports.board.addresses import board_of
from reports.board.deadline import at_deadline
from reports.board.lagging import lagging
from reports.board.scoreboard import Board, done_for_others
from reports.figures import counting
from reports.figures.answers import Answer
from reports.figures.forms import QuestionForm
from reports.figures.freshness import freshness
from reports.figures.question import BEGINNING
from reports.figures.reading import reading
from reports.figures.spans import DAY, Span
from reports.figures.views import unanswered
from targets.models import TargetDecision

MOST_TABS = 6


@require_safe
@needs(Act.SEE_FIGURES)
def start(request: PortalRequest) -> HttpResponse:
    """The dashboard: result against target, lines, areas, funnel and trend of one question."""
    with reading():
        fresh = freshness()
        form = QuestionForm(request.GET, user=request.user)
        if not form.is_valid():
            return unanswered(request, "reports/board/board.html", form, fresh)
        answer = Answer.to(form)
        return render(request, "reports/board/board.html", _board(answer, form) | {"fresh": fresh, "form": form})


def _board(answer: Answer, form: QuestionForm) -> dict[str, Any]:
    """All that the dashboard shows of one question."""
    board, decision = Board(answer.user, answer.question, answer.table), answer.question.decision
    steps = funnel.funnel(answer.user, answer.question)
    points = trend.trend(answer.user, board)
    own = [sudin for sudin in form.sudins if sudin.code in answer.user.scope.sudin_codes]
    return {
        "answer": answer,
        "board": board,
        "question": answer.question,
        "steps": steps,
        "funnel_words": funnel.sentence(steps),
        "funnel_data": funnel.chart(steps),
        "deadline": at_deadline(answer.user, answer.question),
        "lagging": lagging(answer.user, decision) if decision and board.pace and not answer.question.known_by else [],
        "trend_words": trend.sentence(board),
        "trend_data": trend.chart(points, board),
        "trend_points": points,
        "tabs": [_tab(answer, decision) for decision in form.decisions.values() if decision.is_in_force][:MOST_TABS],
        "others": [(sudin, done_for_others(answer.user, answer.question, sudin)) for sudin in own],
    }


def _tab(answer: Answer, decision: TargetDecision) -> dict[str, Any]:
    """A decision in force, one click away."""
    active = decision == answer.question.decision
    return {"label": decision.title, "url": board_of(decision), "active": active}


@require_safe
@needs(Act.SEE_FIGURES)
def own(request: PortalRequest) -> HttpResponse:
    """The start page of an area: registering first, then its own numbers of this month and year."""
    with reading():
        fresh = freshness()
        form = QuestionForm({}, user=request.user)
        form.is_valid()
        question = form.asked.question.replace(
            decision=None, lines=(form.reach.sudin,) if form.reach.sudin else (), stage=StageCode.REGISTRATION
        )
        month = first_of(month_number(today()))
        year = question.replace(span=Span(month.replace(month=1), month.replace(month=12, day=31)))
        asked = {
            "Terdaftar bulan ini": question.replace(span=Span(month, first_of(month_number(month) + 1) - DAY)),
            "Terdaftar tahun ini": year,
            "Kini belum terverifikasi": question.replace(span=Span(BEGINNING, today()), verified=False),
        }
        board, steps = Board(request.user, year, None), funnel.funnel(request.user, year)
        context = {
            "fresh": fresh,
            "region": form.areas.get(form.reach.area),
            "numbers": [(label, one, counting.total(request.user, one)) for label, one in asked.items()],
            "board": board,
            "steps": steps,
            "funnel_words": funnel.sentence(steps),
            "sections": sections(area_start, request.user),
            "may_register": request.user.scope.may(Act.REGISTER),
        }
        return render(request, "reports/board/own.html", context)
