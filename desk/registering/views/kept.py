"""What is typed into the registration form is kept: while it is typed, and when its POST is turned away.

The seal in the form is the proof: it is signed, belongs to one draft, and lets nothing be read.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from desk.form_mixins import scale_of_turnover
from desk.registering import drafts
from desk.registering.forms import KEPT_FIELDS
from foundation.days import now

KEPT = "Data belum tersimpan karena sesi berganti. Isian Anda aman: lanjutkan dengan akun yang sama, lalu simpan."


@require_POST
def autosave(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Keep what is in the form by now, session or not; answer when, and what the turnover comes to."""
    words = {
        "saved_at": now() if keep(request, draft_id) else None,
        "signed_out": not request.user.is_authenticated,
        "form_url": reverse("registering:form", args=[draft_id]),
        "scale": scale_of_turnover(request.POST.get("business_turnover", "")),
    }
    return render(request, "desk/registering/_saved.html", words)


def keep_for_later(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Put what was typed into the draft the form belongs to, and open it again for whoever is signed in then."""
    if keep(request, draft_id):
        messages.warning(request, KEPT)
    return redirect("registering:form", draft_id)


def form(request: HttpRequest, draft_id: UUID) -> HttpResponse | None:
    """The form whose POST is turned away: with its seal kept for later, without it nothing to do with us."""
    return keep_for_later(request, draft_id) if _is_sealed_for(request, draft_id) else None


def keep(request: HttpRequest, draft_id: UUID) -> bool:
    """Whether the form has the seal of this draft, and what was typed is in it now."""
    return _is_sealed_for(request, draft_id) and drafts.keep(draft_id, request.POST.dict(), KEPT_FIELDS)


def _is_sealed_for(request: HttpRequest, draft_id: UUID) -> bool:
    return drafts.opened(request.POST.get("seal", "")) == draft_id
