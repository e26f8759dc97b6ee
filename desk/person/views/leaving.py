"""Withdrawing, coming back, and salah daftar in two steps."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from desk.person import misregistration
from desk.person.forms import WhyForm
from foundation.forms import sent
from foundation.leading import lead_on
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from participants import leaving
from participants.models import Participant
from participants.participants import ParticipantState


@dataclass(frozen=True)
class Move:
    """A change of standing, in the officer's words."""

    verb: Callable[..., Participant]
    title: str
    text: str
    action: str
    done: str
    leads_to: ParticipantState

    def gone(self, person: Participant) -> str:
        """Why there is nothing to decide: she stands so already, or was never to be registered."""
        if person.state in (self.leads_to, ParticipantState.MISREGISTERED):
            return f"Keadaan peserta ini sudah: {person.get_state_display().lower()}."
        return ""


WITHDRAW = Move(
    leaving.withdraw,
    "Undurkan peserta",
    "Peserta tidak lagi mengikuti program. Catatan tahapnya tetap tersimpan dan angka capaian tidak berubah.",
    "Undurkan peserta",
    "Peserta dicatat mengundurkan diri.",
    ParticipantState.WITHDRAWN,
)
REACTIVATE = Move(
    leaving.reactivate,
    "Aktifkan kembali",
    "Peserta mengikuti program lagi. Angka capaian tidak berubah.",
    "Aktifkan kembali",
    "Peserta aktif kembali.",
    ParticipantState.ACTIVE,
)


@require_http_methods(["GET", "POST"])
@needs(Act.WITHDRAW)
def withdraw(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """She leaves the programme, with a reason."""
    return _move(request, participant_id, WITHDRAW)


@require_http_methods(["GET", "POST"])
@needs(Act.WITHDRAW)
def reactivate(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """She comes back, with a reason."""
    return _move(request, participant_id, REACTIVATE)


def _move(request: PortalRequest, participant_id: UUID, move: Move) -> HttpResponse:
    person = _decidable(request, participant_id)
    lead_on(request, move.gone(person), reverse("person:detail", args=[participant_id]))
    form = WhyForm(*sent(request))
    if form.attempt(lambda values: move.verb(person, by=request.user, **values)):
        messages.success(request, move.done)
        return redirect("person:detail", person.public_id)
    words = {"participant": person, "form": form, "move": move}
    return render(request, "desk/person/leaving.html", words, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Act.WITHDRAW)
def misregister(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """First the reason, then what will happen and the last question, then it happens."""
    person = _decidable(request, participant_id)
    form = WhyForm(*sent(request))
    words = "Pendaftaran ini sudah dibatalkan sebagai salah daftar."
    gone = words if person.state == ParticipantState.MISREGISTERED else ""
    lead_on(request, gone, reverse("person:detail", args=[participant_id]))
    confirmed = "confirmed" in request.POST
    if confirmed and form.attempt(lambda values: misregistration.misregister(person, by=request.user, **values)):
        messages.success(request, "Pendaftaran dibatalkan sebagai salah daftar. NIK dapat didaftarkan kembali.")
        return redirect("person:detail", person.public_id)
    records = misregistration.to_be_voided(person)
    shown = {"participant": person, "form": form, "asked": form.is_valid(), "records": records}
    return render(request, "desk/person/misregister.html", shown, status=form.status)


def _decidable(request: PortalRequest, participant_id: UUID) -> Participant:
    people = Participant.objects.reached_by(request.user, Act.WITHDRAW).select_related("kelurahan", "line__sudin")
    return get_object_or_404(people, public_id=participant_id)
