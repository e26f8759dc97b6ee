"""The counter: NIK first, then the form. The NIK never stands in an address."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from desk.choices import office_of
from desk.registering import drafts
from desk.registering.examples import fresh_nik
from desk.registering.forms import NikForm
from desk.registering.models import Draft
from foundation.errors import TooMany
from offices.guards import needs
from offices.models import User
from offices.roles import Act
from participants.lookup import look_up
from participants.models import Participant
from participants.registration import AlreadyRegistered

STEPS = ["NIK", "Formulir", "Tanda terima"]

SHOWN = 10
"""Unfinished forms on the first page."""


@require_http_methods(["GET", "POST"])
@needs(Act.REGISTER)
def begin(request: HttpRequest) -> HttpResponse:
    """Type a NIK; see whether it is taken, else go on to the form."""
    form = NikForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _nik_page(request, form, status=422 if form.is_bound else 200)
    nik = form.cleaned_data["nik"]
    try:
        holder = look_up(nik, by=request.user)
    except TooMany as refusal:
        form.add_refusal(refusal)
        return _nik_page(request, form, status=refusal.status)
    if holder:
        return _nik_page(request, form, status=409, taken=taken(AlreadyRegistered(holder), request.user))
    known = {"birth_date": f"{nik.birth_date:%d/%m/%Y}", "sex": nik.sex.value}
    draft = drafts.begin(nik, by=request.user, typed=known)
    return redirect("registering:form", draft.public_id)


def taken(refusal: AlreadyRegistered, user: User) -> dict[str, object]:
    """What this officer is told of whoever holds the NIK: the person where she may see her, else whom to ask."""
    near = Participant.objects.visible_to(user).filter(pk=refusal.participant.pk).first()
    return {"message": refusal.message, "participant": near, "office": office_of(refusal.participant)}


def _nik_page(request: HttpRequest, form: NikForm, status: int = 200, **more: object) -> HttpResponse:
    latest = Draft.objects.visible_to(request.user).order_by("-saved_at")[:SHOWN]
    unfinished = [(draft, drafts.typed_in(draft)) for draft in latest]
    example = fresh_nik() if settings.DEMO else None
    words = {"form": form, "unfinished": unfinished, "example": example, "steps": STEPS, **more}
    return render(request, "desk/registering/begin.html", words, status=status)


@require_POST
@needs(Act.REGISTER)
def discard(request: HttpRequest, draft_id) -> HttpResponse:
    """Throw an unfinished form away."""
    get_object_or_404(Draft.objects.visible_to(request.user), public_id=draft_id).delete()
    messages.success(request, "Isian yang belum selesai dibuang.")
    return redirect("registering:begin")
