"""Asking for an export, watching it being written, fetching it. An export is its owner's alone."""

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from foundation.days import JAKARTA
from foundation.files import serve
from foundation.forms import sent
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from reports.exports import exporting
from reports.exports.forms import ExportForm
from reports.exports.models import Export
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
def ask(request: PortalRequest) -> HttpResponse:
    """Ask for what is seen as a file. A large list with names wants a fresh proof of who is asking."""
    with reading():
        form = ExportForm(*sent(request), user=request.user)
        if not form.is_valid():
            return _exports(request, form)
        names = form.is_of_people and Sight.of(request.user) != Sight.NEVER
        do = _with_fresh_proof if names and form.answer.number > LARGE else _ask
        return do(request, form)


def _ask(request: PortalRequest, form: ExportForm) -> HttpResponse:
    """Leave it to the job; where the list's names want a reason first, ask for that."""
    question = form.answer.question
    with_reason = form.is_of_people and Sight.of(request.user) == Sight.WITH_REASON
    entry = list_access.granted(request.session, question, by=request.user) if with_reason else None
    if with_reason and entry is None:
        return redirect(question.list_url)
    about: dict[str, Any] = {"by": request.user, "named": entry is not None, "reason": entry.reason if entry else ""}
    if form.create(request.user, "", lambda values: exporting.ask(**values, **about)):
        return redirect("exports:detail", form.made)
    return _exports(request, form)


_with_fresh_proof = reauthentication_required(_ask, app="reports")


@require_safe
@needs(Act.SEE_FIGURES)
def index(request: PortalRequest) -> HttpResponse:
    """The officer's exports of the last day."""
    return _exports(request)


@require_safe
@needs(Act.SEE_FIGURES)
def detail(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """How far it is; htmx asks again every two seconds, without JavaScript the page is reloaded."""
    template = "reports/exports/_export.html" if request.htmx else "reports/exports/export.html"
    return render(request, template, {"export": _own(request, public_id)})


@require_safe
@needs(Act.SEE_FIGURES)
def download(request: PortalRequest, public_id: UUID) -> FileResponse:
    """The file itself, while it lasts."""
    export = _own(request, public_id)
    if not export.is_ready or not export.file:
        raise Http404
    name = f"jakpreneur-{export.get_kind_display().lower().replace(' ', '-')}-{export.created_at.astimezone(JAKARTA):%Y%m%d-%H%M}"
    return serve(export.file, TYPES[Export.Format(export.format)], f"{name}.{export.format}")


def _exports(request: PortalRequest, form: ExportForm | None = None) -> HttpResponse:
    """The officer's exports, and why what was just asked for is not among them."""
    exports = Export.objects.belonging_to(request.user).filter(expires_at__gt=timezone.now())[:SHOWN]
    status = form.status if form else 200
    return render(request, "reports/exports/exports.html", {"exports": exports, "form": form}, status=status)


def _own(request: PortalRequest, public_id: UUID) -> Export:
    return get_object_or_404(Export.objects.belonging_to(request.user), public_id=public_id)
