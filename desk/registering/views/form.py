"""The registration form of one draft: opened, filled in, sent once."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from desk.choices import why_no_counter
from desk.registering import drafts
from desk.registering.forms import KEPT_FIELDS, RegistrationForm
from desk.registering.models import Draft
from desk.registering.register import register
from desk.registering.views.counter import STEPS, taken
from desk.registering.views.kept import keep_for_later
from foundation.errors import DomainError, Mismatch
from foundation.forms import sent
from foundation.idempotency import IdempotencyKey, fingerprint, made_with, once
from foundation.leading import lead_on
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from participants.errands import Stop, stop_of
from participants.models import Participant
from participants.registration import PRIVACY_NOTICE


@require_http_methods(["GET", "POST"])
@needs(Act.REGISTER)
def form(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """The form for one draft. Sent by another officer than its own, it is kept and not acted on."""
    if request.method == "POST":
        return _submit(request, draft_id)
    draft = _own_draft(request, draft_id)
    if draft is None:
        return _closed(request, draft_id)
    lead_on(request, why_no_counter(request.user), reverse("registering:begin"))
    return _form_page(request, draft, RegistrationForm(officer=request.user, initial=drafts.typed_in(draft)))


def _submit(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """Register once, however often this is sent; the draft's id is the idempotency key."""
    content = {name: request.POST.getlist(name) for name in sorted(KEPT_FIELDS)}
    try:
        with once(request.user, draft_id, fingerprint(content)) as key:
            if key.repeated:
                return _on_the_way(request) or redirect("person:receipt", key.object_id)
            return _register(request, draft_id, key)
    except Mismatch as refusal:
        return _sent_already(request, draft_id, refusal)


def _register(request: PortalRequest, draft_id: UUID, key: IdempotencyKey) -> HttpResponse:
    draft = _own_draft(request, draft_id)
    if draft is None:
        return keep_for_later(request, draft_id)
    drafts.keep(draft_id, request.POST.dict(), KEPT_FIELDS)
    filled = RegistrationForm(*sent(request), officer=request.user)
    nik = drafts.nik_of(draft)
    if not filled.attempt(lambda values: key.settle(register(nik, by=request.user, **values).public_id)):
        return _form_page(request, draft, filled, taken=taken(filled, request.user))
    draft.delete()
    return _registered(request, Participant.objects.get(public_id=cast(UUID, key.object_id)))


def _registered(request: PortalRequest, person: Participant) -> HttpResponse:
    receipt = reverse("person:receipt", args=[person.public_id])
    stop = stop_of(request, request.POST.get("errand", ""))
    if "again" not in request.POST and not stop:
        return redirect(receipt)
    words = 'Peserta terdaftar dengan nomor {}. <a href="{}">Buka tanda terima</a>'
    messages.success(request, format_html(words, person.registration_number, receipt))
    return _back_to(request, stop, person) if stop else redirect("registering:begin")


def _back_to(request: PortalRequest, stop: Stop, person: Participant) -> HttpResponse:
    """Where she was to be registered for: with what waited for her done, or told why it could not be."""
    try:
        stop.arrive(person)
        messages.success(request, f"{person.name} masuk daftar {stop.words}.")
    except DomainError as refusal:
        messages.warning(request, f"{person.name} belum masuk daftar {stop.words}: {refusal.message}")
    return redirect(stop.url)


def _on_the_way(request: PortalRequest) -> HttpResponse | None:
    """Sent twice: the first has done all, so only go where it went."""
    stop = stop_of(request, request.POST.get("errand", ""))
    return redirect(stop.url) if stop else None


def _sent_already(request: PortalRequest, draft_id: UUID, refusal: Mismatch) -> HttpResponse:
    """Sent from another tab before: say who was registered, and keep on the page what this one holds."""
    person = _made_from(request, draft_id)
    if person is None:
        raise refusal
    filled = RegistrationForm(*sent(request), officer=request.user)
    filled.add_refusal(refusal)
    return _form_page(request, Draft(public_id=draft_id, nik=person.nik), filled, sent=person)


def _closed(request: PortalRequest, draft_id: UUID) -> HttpResponse:
    """The draft is used, thrown away or too old: go to whom it registered, else begin anew and say why."""
    person = _made_from(request, draft_id)
    if person is None:
        messages.info(request, "Isian itu sudah tidak ada: dibuang, atau lewat 24 jam. Mulai lagi dari NIK.")
        return redirect("registering:begin")
    messages.info(request, f"Formulir itu sudah dikirim: peserta terdaftar dengan nomor {person.registration_number}.")
    return redirect("person:detail", person.public_id)


def _own_draft(request: PortalRequest, draft_id: UUID) -> Draft | None:
    return Draft.objects.visible_to(request.user).filter(public_id=draft_id).first()


def _made_from(request: PortalRequest, draft_id: UUID) -> Participant | None:
    made = made_with(request.user, draft_id)
    return Participant.objects.visible_to(request.user).filter(public_id=made).first() if made else None


def _form_page(request: PortalRequest, draft: Draft, filled: RegistrationForm, **more: object) -> HttpResponse:
    words = {"draft": draft, "form": filled, "nik": drafts.nik_of(draft), "seal": drafts.seal(draft)}
    words |= {"privacy_version": PRIVACY_NOTICE, "steps": STEPS, "stop": _stop(request, filled), **more}
    return render(request, "desk/registering/form.html", words, status=filled.status)


def _stop(request: PortalRequest, filled: RegistrationForm) -> Stop | None:
    return stop_of(request, str(filled["errand"].value() or ""))
