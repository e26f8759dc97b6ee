"""Pages of the administrator: the usual reasons of each kind of doubt."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from foundation.days import today
from foundation.forms import PortalForm, sent
from foundation.reasons import UsualReason, reason_kinds
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from records import usual_reasons
from records.forms import ChangeReasonForm, NewReasonForm


@require_GET
@needs(Act.KEEP_RULES)
def index(request: PortalRequest) -> HttpResponse:
    """Every kind with its reasons, those that are no longer offered too."""
    rows = list(UsualReason.objects.all())
    kinds = [(kind, [row for row in rows if row.kind == kind.key]) for kind in reason_kinds]
    return render(request, "records/reasons.html", {"kinds": kinds, "today": today()})


@require_http_methods(["GET", "POST"])
@needs(Act.KEEP_RULES)
def new(request: PortalRequest) -> HttpResponse:
    """One more reason."""
    form = NewReasonForm(*sent(request), initial={"kind": request.GET.get("jenis", ""), "starts_on": today()})
    if form.create(request.user, "", lambda values: usual_reasons.add(by=request.user, **values)):
        messages.success(request, "Alasan ditambahkan.")
        return redirect("reasons:list")
    return _form(request, form)


@require_http_methods(["GET", "POST"])
@needs(Act.KEEP_RULES)
def edit(request: PortalRequest, reason_id: UUID) -> HttpResponse:
    """Change one, or end it; what was stored with it stays as it was chosen."""
    reason = get_object_or_404(UsualReason, public_id=reason_id)
    form = ChangeReasonForm(*sent(request), obj=reason)
    if form.change(request.user, lambda values: usual_reasons.change(reason, by=request.user, **values)):
        form.tell(request, "Perubahan alasan tersimpan.")
        return redirect("reasons:list")
    return _form(request, form, reason)


def _form(request: PortalRequest, form: PortalForm, reason: UsualReason | None = None) -> HttpResponse:
    words = {"form": form, "reason": reason, "kind": reason_kinds.things[reason.kind] if reason else None}
    return render(request, "records/reason.html", words, status=form.status)
