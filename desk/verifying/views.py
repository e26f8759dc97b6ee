"""The sudin's work list of registrations to verify, and the kelurahan's list of those that came back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.verifying.forms import ReturnForm, VerifyForm
from foundation.errors import Refused
from foundation.forms import PortalForm, sent
from foundation.leading import lead_on
from foundation.paging import page
from foundation.picking import picked_versions
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants import verification
from participants.access_log import AccessKind, note
from participants.identity import disagreements
from participants.models import Participant
from participants.participants import IdentityState, ParticipantQuerySet
from participants.rights import may_reveal
from participants.secrets import secrets_of
from participants.verification import Chosen, waiting_for

MOST = 200
"""People in one bulk verification."""


def returned_to(user: User) -> ParticipantQuerySet:
    """Registrations that came back and this officer may correct."""
    people = Participant.objects.active().reached_by(user, Act.CORRECT)
    return _listed(people.filter(identity_state=IdentityState.RETURNED))


def _listed(people: ParticipantQuerySet) -> ParticipantQuerySet:
    return people.select_related("kelurahan__successor", "line__sudin", "registered_by").listed()


@require_safe
@needs(Act.VERIFY)
def to_verify(request: PortalRequest) -> HttpResponse:
    """Who waits, longest first."""
    found = page(_listed(waiting_for(request.user)), ("registered_on", "id"), request.GET.get("cursor"))
    return render(request, "desk/verifying/list.html", {"page": found})


@require_safe
@needs(Act.CORRECT)
def returned(request: PortalRequest) -> HttpResponse:
    """What came back, with the reason, newest registration first."""
    found = page(returned_to(request.user), ("-registered_on", "-id"), request.GET.get("cursor"))
    return render(request, "desk/verifying/returned.html", {"page": found})


@require_POST
@needs(Act.VERIFY)
def preview(request: PortalRequest) -> HttpResponse:
    """Show whom the officer chose before anything happens."""
    return _preview(request, _read_chosen(request), PortalForm())


@require_POST
@needs(Act.VERIFY)
def verify_many(request: PortalRequest) -> HttpResponse:
    """Verify all that were chosen, or nobody and say why."""
    chosen = _read_chosen(request)
    form = PortalForm(*sent(request))
    if not form.attempt(lambda _: verification.verify_many(chosen, by=request.user)):
        return _preview(request, chosen, form)
    messages.success(request, f"{len(chosen)} peserta terverifikasi.")
    return redirect("verifying:list")


def _read_chosen(request: PortalRequest) -> list[Chosen]:
    """The people ticked, each as `id:version`. Refused when one cannot be read or they are too many."""
    ticked = request.POST.getlist("chosen")
    if len(ticked) > MOST:
        raise Refused(f"Paling banyak {MOST} peserta sekaligus.")
    return [Chosen(public_id, version) for public_id, version in picked_versions(ticked).items()]


def _preview(request: PortalRequest, chosen: list[Chosen], form: PortalForm) -> HttpResponse:
    people = list(
        _listed(waiting_for(request.user)).filter(public_id__in=[one.public_id for one in chosen]).order_by("id")
    )
    words = {"people": people, "chosen": chosen, "refusal": form.refusal}
    return render(request, "desk/verifying/verify_many.html", words, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Act.VERIFY)
def verify(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """One registration beside what its NIK tells; confirm it, or return it, also one that was confirmed before."""
    person = _found(request, participant_id)
    done = "" if person.may_be_returned else verification.obstacle(person)
    lead_on(request, done, reverse("person:detail", args=[participant_id]))
    form = VerifyForm(*sent(request), obj=person)
    if form.change(request.user, lambda values: verification.verify(person, by=request.user, **values)):
        return _done(request, f"{person.registration_number} terverifikasi.")
    if not form.is_bound:
        note(request.user, AccessKind.OPENED, person)
    return _one(request, person, form, _return_form(person), status=form.status)


@require_POST
@needs(Act.VERIFY)
def send_back(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """Return one registration with the reason."""
    person = _found(request, participant_id)
    form = _return_form(person, *sent(request))
    if form.change(request.user, lambda values: verification.return_with_reason(person, by=request.user, **values)):
        return _done(request, f"{person.registration_number} dikembalikan untuk diperbaiki.")
    return _one(request, person, VerifyForm(obj=person), form, status=form.status)


def _return_form(person: Participant, *typed: Any) -> ReturnForm:
    return ReturnForm(*typed, obj=person, auto_id="return_%s")


def _done(request: PortalRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("verifying:list")


def _found(request: PortalRequest, participant_id: UUID) -> Participant:
    people = Participant.objects.reached_by(request.user, Act.VERIFY)
    people = people.select_related("kelurahan", "line__sudin", "registered_by", "domicile_kelurahan")
    return get_object_or_404(people, public_id=participant_id)


def _one(
    request: PortalRequest, person: Participant, verify_form: VerifyForm, return_form: ReturnForm, *, status: int
) -> HttpResponse:
    found = disagreements(person.nik, birth_date=person.birth_date, sex=person.sex)
    words = {
        "person": person,
        "secrets": secrets_of(person),
        "may_reveal": may_reveal(person, request.user),
        "differences": [words.partition(" Periksa KTP")[0] for words in found],
        "businesses": person.businesses.all(),
        "verify_form": verify_form,
        "return_form": return_form,
    }
    return render(request, "desk/verifying/verify.html", words, status=status)
