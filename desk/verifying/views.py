"""The sudin's work list of registrations to verify, and the kelurahan's list of those that came back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desk.verifying.forms import ReturnForm, VerifyForm
from foundation.errors import DomainError, Refused
from foundation.paging import page
from offices.guards import needs
from offices.models import User
from offices.roles import Act
from participants import verification
from participants.access_log import AccessKind, note
from participants.identity import disagreements
from participants.models import Participant
from participants.participants import IdentityState, ParticipantQuerySet
from participants.rights import may_reveal
from participants.secrets import secrets_of
from participants.verification import Chosen, NothingDone

MOST = 200
"""People in one bulk verification."""


def waiting_for(user: User) -> ParticipantQuerySet:
    """Registrations this officer may verify."""
    return _listed(Participant.objects.unverified().reached_by(user, Act.VERIFY))


def returned_to(user: User) -> ParticipantQuerySet:
    """Registrations that came back and this officer may correct."""
    people = Participant.objects.active().reached_by(user, Act.CORRECT)
    return _listed(people.filter(identity_state=IdentityState.RETURNED))


def _listed(people: ParticipantQuerySet) -> ParticipantQuerySet:
    return people.select_related("kelurahan", "line__sudin", "registered_by").listed()


@require_safe
@needs(Act.VERIFY)
def to_verify(request: HttpRequest) -> HttpResponse:
    """Who waits, longest first."""
    found = page(waiting_for(request.user), ("registered_on", "id"), request.GET.get("cursor"))
    return render(request, "desk/verifying/list.html", {"page": found})


@require_safe
@needs(Act.CORRECT)
def returned(request: HttpRequest) -> HttpResponse:
    """What came back, with the reason, newest registration first."""
    found = page(returned_to(request.user), ("-registered_on", "-id"), request.GET.get("cursor"))
    return render(request, "desk/verifying/returned.html", {"page": found})


@require_POST
@needs(Act.VERIFY)
def preview(request: HttpRequest) -> HttpResponse:
    """Show whom the officer chose before anything happens."""
    return _preview(request, read_chosen(request))


@require_POST
@needs(Act.VERIFY)
def verify_many(request: HttpRequest) -> HttpResponse:
    """Verify all that were chosen, or nobody and say why."""
    chosen = read_chosen(request)
    try:
        people = verification.verify_many(chosen, by=request.user)
    except NothingDone as refusal:
        return _preview(request, chosen, refusal)
    messages.success(request, f"{len(people)} peserta terverifikasi.")
    return redirect("verifying:list")


def read_chosen(request: HttpRequest) -> list[Chosen]:
    """The people ticked, each as `id:version`. Refused when one cannot be read or they are too many."""
    ticked = request.POST.getlist("chosen")
    if len(ticked) > MOST:
        raise Refused(f"Paling banyak {MOST} peserta sekaligus.")
    pairs = [text.partition(":") for text in ticked]
    try:
        return [Chosen(UUID(public_id), int(version)) for public_id, _, version in pairs]
    except ValueError:
        raise Refused("Pilihan tidak dapat dibaca. Muat ulang daftar, lalu pilih kembali.") from None


def _preview(request: HttpRequest, chosen: list[Chosen], refusal: NothingDone | None = None) -> HttpResponse:
    people = list(waiting_for(request.user).filter(public_id__in=[one.public_id for one in chosen]).order_by("id"))
    words = {"people": people, "chosen": chosen, "refusal": refusal}
    return render(request, "desk/verifying/verify_many.html", words, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "POST"])
@needs(Act.VERIFY)
def verify(request: HttpRequest, participant_id) -> HttpResponse:
    """One registration beside what its NIK tells; confirm it."""
    person = _found(request, participant_id)
    if request.method != "POST":
        note(request.user, AccessKind.OPENED, person)
        return _one(request, person)
    form = VerifyForm(request.POST, obj=person)
    if form.is_valid():
        try:
            verification.verify(person, by=request.user, version=form.cleaned_data["version"])
        except DomainError as refusal:
            form.add_refusal(refusal)
        else:
            return _done(request, f"{person.registration_number} terverifikasi.")
    return _one(request, person, verify_form=form, status=409)


@require_POST
@needs(Act.VERIFY)
def send_back(request: HttpRequest, participant_id) -> HttpResponse:
    """Return one registration with the reason."""
    person = _found(request, participant_id)
    form = ReturnForm(request.POST, obj=person)
    if form.is_valid():
        data = form.cleaned_data
        try:
            verification.return_with_reason(person, by=request.user, **data)
        except DomainError as refusal:
            form.add_refusal(refusal)
        else:
            return _done(request, f"{person.registration_number} dikembalikan untuk diperbaiki.")
    return _one(request, person, return_form=form, status=form.refusal.status if form.refusal else 422)


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("verifying:list")


def _found(request: HttpRequest, participant_id) -> Participant:
    people = Participant.objects.reached_by(request.user, Act.VERIFY)
    people = people.select_related("kelurahan", "line__sudin", "registered_by", "domicile_kelurahan")
    return get_object_or_404(people, public_id=participant_id)


def _one(request, person, *, verify_form=None, return_form=None, status=200) -> HttpResponse:
    found = disagreements(person.nik, birth_date=person.birth_date, sex=person.sex)
    words = {
        "person": person,
        "secrets": secrets_of(person),
        "may_reveal": may_reveal(person, request.user),
        "differences": [words.partition(" Periksa KTP")[0] for words in found],
        "businesses": person.businesses.all(),
        "verify_form": verify_form or VerifyForm(obj=person),
        "return_form": return_form or ReturnForm(obj=person, auto_id="return_%s"),
    }
    return render(request, "desk/verifying/verify.html", words, status=status)
