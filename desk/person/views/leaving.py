"""Withdrawing, coming back, and salah daftar in two steps."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from desk.person import misregistration
from desk.person.forms import WhyForm
from foundation.errors import DomainError
from offices.guards import needs
from offices.roles import Act
from participants import leaving
from participants.models import Participant


@dataclass(frozen=True)
class Move:
    """A change of standing, in the officer's words."""

    verb: Callable[..., Participant]
    title: str
    text: str
    action: str
    done: str


WITHDRAW = Move(
    leaving.withdraw,
    "Undurkan Peserta",
    "Peserta tidak lagi mengikuti program. Catatan tahapnya tetap tersimpan dan angka capaian tidak berubah.",
    "Undurkan peserta",
    "Peserta dicatat mengundurkan diri.",
)
REACTIVATE = Move(
    leaving.reactivate,
    "Aktifkan Kembali",
    "Peserta mengikuti program lagi. Angka capaian tidak berubah.",
    "Aktifkan kembali",
    "Peserta aktif kembali.",
)


@require_http_methods(["GET", "POST"])
@needs(Act.WITHDRAW)
def withdraw(request: HttpRequest, participant_id) -> HttpResponse:
    """She leaves the programme, with a reason."""
    return _move(request, participant_id, WITHDRAW)


@require_http_methods(["GET", "POST"])
@needs(Act.WITHDRAW)
def reactivate(request: HttpRequest, participant_id) -> HttpResponse:
    """She comes back, with a reason."""
    return _move(request, participant_id, REACTIVATE)


def _move(request: HttpRequest, participant_id, move: Move) -> HttpResponse:
    person = _decidable(request, participant_id)
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid() and _done(form, lambda why: move.verb(person, by=request.user, reason=why)):
        messages.success(request, move.done)
        return redirect("person:detail", person.public_id)
    words = {"participant": person, "form": form, "move": move}
    return render(request, "desk/person/leaving.html", words, status=_status(form))


@require_http_methods(["GET", "POST"])
@needs(Act.WITHDRAW)
def misregister(request: HttpRequest, participant_id) -> HttpResponse:
    """First the reason, then what will happen and the last question, then it happens."""
    person = _decidable(request, participant_id)
    form = WhyForm(request.POST or None)
    asked = form.is_bound and form.is_valid()
    if asked and "confirmed" in request.POST:
        if _done(form, lambda why: misregistration.misregister(person, by=request.user, reason=why)):
            messages.success(request, "Pendaftaran dibatalkan sebagai salah daftar. NIK dapat didaftarkan kembali.")
            return redirect("person:detail", person.public_id)
        asked = False
    words = {
        "participant": person,
        "form": form,
        "asked": asked,
        "records": misregistration.to_be_voided(person),
    }
    status = 200 if asked else _status(form)
    return render(request, "desk/person/misregister.html", words, status=status)


def _done(form: WhyForm, verb: Callable[[str], Participant]) -> bool:
    """Whether the verb let itself be done with this reason; otherwise the form shows why not."""
    try:
        verb(form.cleaned_data["reason"])
    except DomainError as refusal:
        form.add_refusal(refusal)
    return form.refusal is None


def _status(form: WhyForm) -> int:
    if not form.is_bound:
        return 200
    return form.refusal.status if form.refusal else 422


def _decidable(request: HttpRequest, participant_id) -> Participant:
    people = Participant.objects.reached_by(request.user, Act.WITHDRAW).select_related("kelurahan", "line__sudin")
    return get_object_or_404(people, public_id=participant_id)
