"""Asking for an export, watching it being written, fetching it. An export is its owner's alone."""

from allauth.account.decorators import reauthentication_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from foundation.days import JAKARTA
from foundation.files import serve
from offices.guards import needs
from offices.roles import Act
from reports.exports import exporting
from reports.exports.forms import ExportForm
from reports.exports.models import Export
from reports.figures.answers import Answer
from reports.figures.forms import QuestionForm
from reports.figures.reading import reading
from reports.figures.sight import Sight
from reports.lists import list_access

TYPES = {
    Export.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.Format.CSV: "text/csv; charset=utf-8",
}
SHOWN = 50
LARGE = 1000
"""Rows with names from which an export asks for a fresh proof (password or code)."""


@require_POST
@needs(Act.SEE_FIGURES)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for what is seen as a file. A large list with names wants a fresh proof of who is asking."""
    wanted = ExportForm(request.POST)
    if not wanted.is_valid():
        raise Http404
    with reading():
        form = QuestionForm(QueryDict(wanted.cleaned_data["saringan"]), user=request.user)
        if not form.is_valid():
            raise Http404
        answer = Answer.to(form)
        names = wanted.cleaned_data["isi"] == Export.Kind.PEOPLE and Sight.of(request.user) != Sight.NEVER
        do = _with_fresh_proof if names and answer.number > LARGE else _ask
        return do(request, answer, wanted.cleaned_data["isi"], wanted.cleaned_data["bentuk"])


def _ask(request: HttpRequest, answer: Answer, kind: str, form: str) -> HttpResponse:
    """Leave it to the job; where the list's names want a reason first, ask for that."""
    with_reason = kind == Export.Kind.PEOPLE and Sight.of(request.user) == Sight.WITH_REASON
    entry = list_access.granted(request, answer.question) if with_reason else None
    if with_reason and entry is None:
        return redirect(answer.question.list_url)
    reason = entry.reason if entry else ""
    export = exporting.ask(kind, form, answer, by=request.user, named=entry is not None, reason=reason)
    return redirect("exports:detail", export.public_id)


_with_fresh_proof = reauthentication_required(_ask, app="reports")


@require_safe
@needs(Act.SEE_FIGURES)
def index(request: HttpRequest) -> HttpResponse:
    """Her exports of the last day."""
    exports = Export.objects.belonging_to(request.user).filter(expires_at__gt=timezone.now())[:SHOWN]
    return render(request, "reports/exports/exports.html", {"exports": exports})


@require_safe
@needs(Act.SEE_FIGURES)
def detail(request: HttpRequest, public_id) -> HttpResponse:
    """How far it is; htmx asks again every two seconds, without JavaScript the page is reloaded."""
    template = "reports/exports/_export.html" if request.htmx else "reports/exports/export.html"
    return render(request, template, {"export": _own(request, public_id)})


@require_safe
@needs(Act.SEE_FIGURES)
def download(request: HttpRequest, public_id) -> FileResponse:
    export = _own(request, public_id)
    if not export.is_ready or not export.file:
        raise Http404
    name = f"jakpreneur-{export.get_kind_display().lower().replace(' ', '-')}-{export.created_at.astimezone(JAKARTA):%Y%m%d-%H%M}"
    return serve(export.file, TYPES[Export.Format(export.format)], f"{name}.{export.format}")


def _own(request: HttpRequest, public_id) -> Export:
    return get_object_or_404(Export.objects.belonging_to(request.user), public_id=public_id)
