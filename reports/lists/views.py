"""The list of people behind a number. One moment: one `reading()`, one as-of stamp."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from foundation.forms import sent
from foundation.paging import page as page_of
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from reports.figures.answers import Answer
from reports.figures.forms import QuestionForm
from reports.figures.freshness import Freshness, freshness
from reports.figures.reading import reading
from reports.figures.sight import Sight
from reports.figures.views import unanswered
from reports.lists import list_access
from reports.lists.forms import ListReasonForm
from reports.lists.list_rows import described, listed


@needs(Act.SEE_FIGURES)
def people(request: PortalRequest) -> HttpResponse:
    """The list behind a number, and, by POST, the reason that opens its names for Bagian Perekonomian."""
    with reading():
        fresh = freshness()
        form = QuestionForm(request.GET, user=request.user)
        if not form.is_valid():
            return unanswered(request, "reports/lists/people.html", form, fresh)
        answer = Answer.to(form)
        entry = list_access.granted(request.session, answer.question, by=request.user)
        if Sight.of(request.user) == Sight.WITH_REASON and entry is None:
            return _ask_reason(request, answer)
        return _list(request, answer, fresh, granted=entry is not None)


def _ask_reason(request: PortalRequest, answer: Answer) -> HttpResponse:
    """Ask why; with an answer write it down and open the list."""
    form = ListReasonForm(*sent(request))
    about: dict[str, Any] = {"by": request.user, "what": answer.in_words, "rows": answer.number}
    if form.attempt(lambda values: list_access.grant(request.session, answer.question, **about, **values)):
        return redirect(answer.question.list_url)
    return render(request, "reports/lists/reason.html", {"answer": answer, "form": form}, status=form.status)


def _list(request: PortalRequest, answer: Answer, fresh: Freshness, *, granted: bool) -> HttpResponse:
    records = listed(request.user, answer.question)
    found = page_of(records, ("-occurred_on", "-id"), request.GET.get("cursor"))
    rows = described(request.user, found.rows, granted=granted)
    context = {"answer": answer, "rows": rows, "page": found, "fresh": fresh}
    return render(request, "reports/lists/people.html", context)
