"""The registration form of one draft: opened, kept while it is typed, sent once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.second_factor import still_owed
from desk.form_mixins import scale_of_turnover
from desk.registering import drafts
from desk.registering.csrf import is_forged
from desk.registering.forms import TYPED, RegistrationForm
from desk.registering.models import Draft
from desk.registering.register import register
from desk.registering.views.counter import STEPS, taken
from foundation.days import now
from foundation.errors import DomainError, Mismatch
from foundation.idempotency import fingerprint, made_with, once
from offices.guards import needs
from offices.roles import Act
from participants.models import Participant
from participants.registration import PRIVACY_NOTICE, AlreadyRegistered


@csrf_exempt  # asked below, where what was typed can still be kept
@login_not_required
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, draft_id) -> HttpResponse:
    """The form for one draft. Sent without a session, or with another one, it is kept and not acted on."""
    owed = still_owed(request) if request.user.is_authenticated else redirect_to_login(request.get_full_path())
    if request.method == "POST" and (owed or is_forged(request)):
        return _keep_for_later(request, draft_id)
    if owed:
        return owed
    return _submit(request, draft_id) if request.method == "POST" else _open(request, draft_id)


@needs(Act.REGISTER)
def _open(request: HttpRequest, draft_id) -> HttpResponse:
    draft = Draft.objects.visible_to(request.user).filter(public_id=draft_id).first()
    if draft is None:
        return _closed(request, draft_id)
    return _form_page(request, draft, RegistrationForm(officer=request.user, initial=drafts.typed_in(draft)))


@needs(Act.REGISTER)
def _submit(request: HttpRequest, draft_id) -> HttpResponse:
    """Register once, however often this is sent; the draft's id is the once key."""
    content = {name: request.POST.getlist(name) for name in sorted(TYPED)}
    try:
        return _register_once(request, draft_id, content)
    except Mismatch as refusal:
        return _sent_already(request, draft_id, refusal)


def _register_once(request: HttpRequest, draft_id, content: dict[str, list[str]]) -> HttpResponse:
    with once(request.user, draft_id, fingerprint(content)) as claim:
        if claim.repeated:
            return redirect("person:receipt", claim.object_id)
        draft = Draft.objects.visible_to(request.user).filter(public_id=draft_id).first()
        if draft is None:
            return _keep_for_later(request, draft_id)
        drafts.keep(draft_id, request.POST.dict(), TYPED)
        filled = RegistrationForm(request.POST, officer=request.user)
        if not filled.is_valid():
            return _form_page(request, draft, filled, status=422)
        try:
            person = register(drafts.nik_of(draft), by=request.user, **filled.values)
        except DomainError as refusal:
            return _refused(request, draft, filled, refusal)
        claim.settle(person.public_id)
        draft.delete()
    return _registered(request, person)


def _sent_already(request: HttpRequest, draft_id, refusal: Mismatch) -> HttpResponse:
    """Sent from another tab before: say who was registered, and keep on the page what this one holds."""
    person = _made_from(request, draft_id)
    if person is None:
        raise refusal
    filled = RegistrationForm(request.POST, officer=request.user)
    draft = Draft(public_id=draft_id, nik=person.nik)
    return _form_page(request, draft, filled, status=refusal.status, sent=person)


def _closed(request: HttpRequest, draft_id) -> HttpResponse:
    """The draft is used, thrown away or too old: go to whom it registered, else begin anew and say why."""
    person = _made_from(request, draft_id)
    if person is None:
        messages.info(request, "Isian itu sudah tidak ada: dibuang, atau lewat 24 jam. Mulai lagi dari NIK.")
        return redirect("registering:begin")
    messages.info(request, f"Formulir itu sudah dikirim: peserta terdaftar dengan nomor {person.registration_number}.")
    return redirect("person:detail", person.public_id)


def _made_from(request: HttpRequest, draft_id) -> Participant | None:
    made = made_with(request.user, draft_id)
    return Participant.objects.visible_to(request.user).filter(public_id=made).first() if made else None


def _refused(request: HttpRequest, draft: Draft, filled: RegistrationForm, refusal: DomainError) -> HttpResponse:
    filled.add_refusal(refusal)
    more = {"taken": taken(refusal, request.user)} if isinstance(refusal, AlreadyRegistered) else {}
    return _form_page(request, draft, filled, status=refusal.status, **more)


def _registered(request: HttpRequest, person: Participant) -> HttpResponse:
    receipt = reverse("person:receipt", args=[person.public_id])
    if "again" not in request.POST:
        return redirect(receipt)
    words = 'Peserta terdaftar dengan nomor {}. <a href="{}">Buka tanda terima</a>'
    messages.success(request, format_html(words, person.registration_number, receipt))
    return redirect("registering:begin")


def _keep_for_later(request: HttpRequest, draft_id) -> HttpResponse:
    """Put what was typed into the draft the form belongs to, and open it again for whoever is signed in then."""
    if _is_sealed_for(request, draft_id) and drafts.keep(draft_id, request.POST.dict(), TYPED):
        words = (
            "Data belum tersimpan karena sesi berganti. Isian Anda aman: lanjutkan dengan akun yang sama, lalu simpan."
        )
        messages.warning(request, words)
    return redirect("registering:form", draft_id)


def _form_page(request, draft, filled, status=200, **more) -> HttpResponse:
    words = {"draft": draft, "form": filled, "nik": drafts.nik_of(draft), "seal": drafts.seal(draft)}
    words |= {"privacy_version": PRIVACY_NOTICE, "steps": STEPS, **more}
    return render(request, "desk/registering/form.html", words, status=status)


def _is_sealed_for(request: HttpRequest, draft_id) -> bool:
    return drafts.opened(request.POST.get("seal", "")) == draft_id


@csrf_exempt  # the seal is the proof: it is signed, and lets nothing be read
@login_not_required
@require_POST
def autosave(request: HttpRequest, draft_id) -> HttpResponse:
    """Keep what is in the form by now, session or not; answer when, and what the turnover comes to."""
    kept = _is_sealed_for(request, draft_id) and drafts.keep(draft_id, request.POST.dict(), TYPED)
    words = {
        "saved_at": now() if kept else None,
        "signed_out": not request.user.is_authenticated,
        "form_url": reverse("registering:form", args=[draft_id]),
        "scale": scale_of_turnover(request.POST.get("business_turnover", "")),
    }
    return render(request, "desk/registering/_saved.html", words)
