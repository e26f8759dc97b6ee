"""Correcting a person and her businesses; the loser of two sees what the other changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from desk.person.forms import AddBusinessForm, BusinessForm, CorrectionForm
from foundation.errors import DomainError, Stale
from offices.guards import needs
from offices.roles import Act
from participants import access_log, businesses, corrections
from participants.models import Participant


@require_http_methods(["GET", "POST"])
@needs(Act.CORRECT)
def edit(request: HttpRequest, participant_id) -> HttpResponse:
    """Correct what is known of a person. Opening the form shows phone and address: it counts as revealing them."""
    person = _correctable(request, participant_id)
    if request.method != "POST":
        _reveal(request, person)
        return _edit_page(request, person, CorrectionForm(person=person))
    form = CorrectionForm(request.POST, person=person)
    if not form.is_valid():
        return _edit_page(request, person, form, status=422)
    data = form.cleaned_data
    try:
        corrections.edit(
            person,
            by=request.user,
            version=data["version"],
            nik=data.get("nik") or None,
            reason=data["reason"],
            **form.values(),
        )
    except DomainError as refusal:
        if isinstance(refusal, Stale):
            _reveal(request, person)
        person.refresh_from_db()
        form.add_refusal(refusal)
        return _edit_page(request, person, form, status=refusal.status)
    messages.success(request, "Perbaikan data tersimpan.")
    return redirect("person:detail", person.public_id)


def _reveal(request: HttpRequest, person: Participant) -> None:
    """What the form shows, or what another officer stored meanwhile, is a look at her contact and addresses."""
    access_log.reveal(person, "kontak", "alamat", by=request.user, where="Formulir perbaikan data")


def _edit_page(request: HttpRequest, person: Participant, form: CorrectionForm, status: int = 200) -> HttpResponse:
    words = {"participant": person, "form": form}
    return render(request, "desk/person/edit.html", words, status=status)


@require_http_methods(["GET", "POST"])
@needs(Act.CORRECT)
def add_business(request: HttpRequest, participant_id) -> HttpResponse:
    """One more business, once however often it is sent."""
    person = _correctable(request, participant_id)
    form = AddBusinessForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with form.claim(request.user, person.public_id) as claim:
            try:
                if not claim.repeated:
                    claim.settle(businesses.add_business(person, by=request.user, **form.business()).public_id)
            except DomainError as refusal:
                form.add_refusal(refusal)
        if not form.refusal:
            messages.success(request, "Usaha ditambahkan.")
            return redirect("person:detail", person.public_id)
    return _business_page(request, person, form, "Tambah Usaha")


@require_http_methods(["GET", "POST"])
@needs(Act.CORRECT)
def edit_business(request: HttpRequest, participant_id, business_id) -> HttpResponse:
    """Change a business; of two who do, the second sees what the first changed."""
    person = _correctable(request, participant_id)
    business = get_object_or_404(person.businesses, public_id=business_id)
    form = BusinessForm(request.POST or None, business=business)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            businesses.edit_business(business, by=request.user, version=version, **form.business())
        except DomainError as refusal:
            business.refresh_from_db()
            form.add_refusal(refusal)
        else:
            messages.success(request, "Perubahan usaha tersimpan.")
            return redirect("person:detail", person.public_id)
    return _business_page(request, person, form, "Ubah Usaha")


def _business_page(request: HttpRequest, person: Participant, form: Any, title: str) -> HttpResponse:
    status = 200
    if form.is_bound:
        status = form.refusal.status if form.refusal else 422
    words = {"participant": person, "form": form, "title": title}
    return render(request, "desk/person/business.html", words, status=status)


def _correctable(request: HttpRequest, participant_id) -> Participant:
    people = Participant.objects.reached_by(request.user, Act.CORRECT).select_related("kelurahan", "line__sudin")
    return get_object_or_404(people, public_id=participant_id)
