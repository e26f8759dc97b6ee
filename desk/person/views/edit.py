"""Correcting a person and her businesses; the loser of two sees what the other changed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from desk.person.forms import AddBusinessForm, BusinessForm, CorrectionForm
from foundation.errors import Stale
from foundation.forms import sent
from foundation.leading import lead_on
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from participants import businesses, corrections, secrets
from participants.models import Participant


@require_http_methods(["GET", "POST"])
@needs(Act.CORRECT)
def edit(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """Correct what is known of a person. Showing her birth date, phone and addresses, when the form opens and when
    another officer stored some meanwhile, counts as revealing them."""
    person = _correctable(request, participant_id)
    form = CorrectionForm(*sent(request), person=person)
    if form.change(request.user, lambda values: corrections.edit(person, by=request.user, **values)):
        form.tell(request, "Perbaikan data tersimpan.")
        return redirect("person:detail", person.public_id)
    if not form.is_bound or isinstance(form.refusal, Stale):
        secrets.reveal(person, "lahir", "kontak", "alamat", by=request.user, where="Formulir perbaikan data")
    return render(request, "desk/person/edit.html", {"participant": person, "form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Act.CORRECT)
def add_business(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """One more business, once however often it is sent."""
    person = _correctable(request, participant_id)
    form = AddBusinessForm(*sent(request))
    if form.create(
        request.user, person.public_id, lambda values: businesses.add_business(person, by=request.user, **values)
    ):
        messages.success(request, "Usaha ditambahkan.")
        return redirect("person:detail", person.public_id)
    return _business_page(request, person, form, "Tambah usaha")


@require_http_methods(["GET", "POST"])
@needs(Act.CORRECT)
def edit_business(request: PortalRequest, participant_id: UUID, business_id: UUID) -> HttpResponse:
    """Change a business; of two who do, the second sees what the first changed."""
    person = _correctable(request, participant_id)
    business = get_object_or_404(person.businesses, public_id=business_id)
    form = BusinessForm(*sent(request), business=business)
    if form.change(request.user, lambda values: businesses.edit_business(business, by=request.user, **values)):
        form.tell(request, "Perubahan usaha tersimpan.")
        return redirect("person:detail", person.public_id)
    return _business_page(request, person, form, "Ubah usaha")


def _business_page(
    request: PortalRequest, person: Participant, form: AddBusinessForm | BusinessForm, title: str
) -> HttpResponse:
    words = {"participant": person, "form": form, "title": title}
    return render(request, "desk/person/business.html", words, status=form.status)


def _correctable(request: PortalRequest, participant_id: UUID) -> Participant:
    people = Participant.objects.reached_by(request.user, Act.CORRECT)
    people = people.select_related("kelurahan", "line__sudin", "domicile_kelurahan")
    person = get_object_or_404(people, public_id=participant_id)
    lead_on(request, person.why_left, reverse("person:detail", args=[participant_id]))
    return person
