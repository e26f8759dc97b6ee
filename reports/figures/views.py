"""The page behind every number. One moment: one `reading()`, one as-of stamp."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from reports.figures.answering import BOARD, page_that_shows
from reports.figures.answers import Answer
from reports.figures.forms import QuestionForm
from reports.figures.freshness import Freshness, freshness
from reports.figures.reading import reading
from reports.figures.sight import Sight


@require_safe
@needs(Act.SEE_FIGURES)
def why(request: PortalRequest) -> HttpResponse:
    """ "Mengapa angka ini?": the number, what it means, its filter, moment, decision and last check."""
    with reading():
        fresh = freshness()
        form = QuestionForm(request.GET, user=request.user)
        template = "reports/figures/_why.html" if request.htmx else "reports/figures/why.html"
        if not form.is_valid():
            return unanswered(request, template, form, fresh)
        answer = Answer.to(form)
        context = {"answer": answer, "fresh": fresh, "sight": Sight.of(request.user).name}
        return render(request, template, context | {"board_url": answer.question.board_url})


def unanswered(request: PortalRequest, template: str, form: QuestionForm, fresh: Freshness) -> HttpResponse:
    """The page with what is wrong with the filter, and no number."""
    context = {"form": form, "fresh": fresh, "board_url": page_that_shows(BOARD)}
    return render(request, template, context, status=form.status)
