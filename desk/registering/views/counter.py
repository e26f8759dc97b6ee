"""The counter: NIK first, then the form. The NIK never stands in an address."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from desk.choices import require_counter, why_no_counter
from desk.registering import drafts
from desk.registering.examples import fresh_nik
from desk.registering.forms import NikForm
from desk.registering.models import Draft
from foundation.forms import PortalForm, sent
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants.errands import Stop, stop_of
from participants.identity import Nik
from participants.lookup import office_of, require_free
from participants.models import Participant
from participants.registration import AlreadyRegistered

STEPS = ["NIK", "Formulir", "Tanda terima"]

SHOWN = 10
"""Unfinished forms on the first page."""


@require_http_methods(["GET", "POST"])
@needs(Act.REGISTER)
def begin(request: PortalRequest) -> HttpResponse:
    """Type a NIK; see whether it is taken, else go on to the form."""
    form = NikForm(*sent(request))
    errand = request.GET.get("untuk", "")
    stop = stop_of(request, errand)
    if not form.attempt(lambda values: _require_free(values["nik"], request.user)):
        return _nik_page(request, form, stop)
    nik = form.cleaned_data["nik"]
    known = {"birth_date": f"{nik.birth_date:%d/%m/%Y}", "sex": nik.sex.value, "errand": errand if stop else ""}
    draft = drafts.begin(nik, by=request.user, typed=known)
    return redirect("registering:form", draft.public_id)


def _require_free(nik: Nik, by: User) -> None:
    require_counter(by)
    require_free(nik, by=by)


def taken(form: PortalForm, user: User) -> dict[str, object] | None:
    """What this officer is told of whoever holds the NIK, where the form was refused for that: the person where the
    officer may see her, else whom to ask."""
    refusal = form.refusal
    if not isinstance(refusal, AlreadyRegistered):
        return None
    near = Participant.objects.visible_to(user).filter(pk=refusal.participant.pk).first()
    return {"message": refusal.message, "participant": near, "office": office_of(refusal.participant)}


def _nik_page(request: PortalRequest, form: NikForm, stop: Stop | None) -> HttpResponse:
    latest = Draft.objects.visible_to(request.user).order_by("-saved_at")[:SHOWN]
    unfinished = [(draft, drafts.typed_in(draft)) for draft in latest]
    example = fresh_nik() if settings.DEMO else None
    words = {"form": form, "unfinished": unfinished, "example": example, "steps": STEPS, "stop": stop}
    words |= {"taken": taken(form, request.user), "closed": why_no_counter(request.user)}
    return render(request, "desk/registering/begin.html", words, status=form.status)


@require_POST
@needs(Act.REGISTER)
def discard(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Throw an unfinished form away."""
    get_object_or_404(Draft.objects.visible_to(request.user), public_id=draft_id).delete()
    messages.success(request, "Isian yang belum selesai dibuang.")
    return redirect("registering:begin")
