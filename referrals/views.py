"""Pages of referrals: what comes in, what went out, referring and closing."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from foundation.forms import sent
from foundation.leading import lead_on
from foundation.paging import page
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants.models import Participant
from records import returning
from records.models import StageRecord
from referrals import referring
from referrals.forms import CloseForm, ReferralForm
from referrals.models import RECEIVERS, Referral, ReferralQuerySet
from referrals.rights import require_close, require_refer, with_closing

INCOMING, OUTGOING, ENDED = "masuk", "keluar", "selesai"
TABS = {INCOMING: "Masuk", OUTGOING: "Keluar", ENDED: "Selesai"}


@require_GET
@needs(Act.REFER, Act.RECORD_STAGE)
def index(request: PortalRequest) -> HttpResponse:
    """Referrals in three tabs, the one that ends first on top: to us, from us, ended."""
    user = request.user
    tab = request.GET.get("bagian", INCOMING if user.scope.sudin_codes else OUTGOING)
    rows = page(_of(user, tab), ("-id",) if tab == ENDED else ("until", "id"), request.GET.get("cursor"))
    marked = replace(rows, rows=_lines(rows.rows, user))
    incoming = _of(user, INCOMING)[:100].count() if user.scope.sudin_codes else 0
    tabs = [
        {"label": label, "url": f"?bagian={key}", "active": key == tab, "count": incoming if key == INCOMING else None}
        for key, label in TABS.items()
        if key != INCOMING or user.scope.sudin_codes
    ]
    return render(request, "referrals/list.html", {"page": marked, "tabs": tabs, "tab": tab})


@require_http_methods(["GET", "POST"])
@needs(Act.REFER)
def refer(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """Refer one participant to another sudin."""
    people = Participant.objects.visible_to(request.user).select_related("line__sudin", "kelurahan")
    person = get_object_or_404(people, public_id=participant_id)
    require_refer(person, request.user)
    form = ReferralForm(*sent(request), person=person)
    if form.create(request.user, person.public_id, lambda values: referring.refer(person, by=request.user, **values)):
        messages.success(request, f"{person.name} dirujuk ke {form.cleaned_data['to_sudin']}.")
        return redirect(returning.page_of(person))
    return render(request, "referrals/refer.html", {"person": person, "form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
@needs(Act.REFER, Act.RECORD_STAGE)
def close(request: PortalRequest, referral_id: UUID) -> HttpResponse:
    """End a referral with a result."""
    referral = get_object_or_404(_with_words(Referral.objects.visible_to(request.user)), public_id=referral_id)
    results = RECEIVERS if referral.closed_at else require_close(referral, referral.participant, request.user)
    lead_on(request, referral.gone_words, f"{reverse('referrals:list')}?bagian={ENDED}")
    form = CloseForm(*sent(request), results=results)
    if form.attempt(lambda values: referring.close(referral, by=request.user, **values)):
        messages.success(request, "Rujukan ditutup.")
        return redirect("referrals:list")
    context = {"referral": referral, "person": referral.participant, "form": form}
    return render(request, "referrals/close.html", context, status=form.status)


def _of(user: User, tab: str) -> ReferralQuerySet:
    """The referrals of a tab."""
    if tab == INCOMING:
        return _with_words(Referral.objects.open().incoming(user))
    if tab == OUTGOING:
        return _with_words(Referral.objects.open().outgoing(user))
    return _with_words(Referral.objects.visible_to(user).ended())


def _with_words(referrals: ReferralQuerySet) -> ReferralQuerySet:
    """With everything their words need."""
    person = ("participant__line__sudin", "participant__kelurahan")
    words = ("stage", "to_sudin", "from_sudin", "opened_by", "closed_by")
    return referrals.with_answers().select_related(*person, *words).annotate(until=F("share__ends_on"))


@dataclass(frozen=True)
class Line:
    """One referral as a tab shows it. After the end `records` are what its sudin did, each with a page of its own."""

    referral: Referral
    sees_her: bool
    may_close: bool
    records: list[StageRecord]


def _lines(rows: list[Referral], user: User) -> list[Line]:
    """Each with whether the officer sees the person and may close it; out of sight with the officer's own records."""
    seen = Participant.objects.visible_to(user).filter(pk__in=[row.participant_id for row in rows])
    visible = set(seen.values_list("pk", flat=True))
    hidden = [row.participant_id for row in rows if row.participant_id not in visible]
    own: dict[tuple, list[StageRecord]] = {}
    for record in StageRecord.objects.own(user).filter(participant__in=hidden).order_by("occurred_on", "id"):
        own.setdefault((record.participant_id, record.stage_id, record.acting_sudin_id), []).append(record)
    return [
        Line(row, row.participant_id in visible, closable, own.get(_work_of(row), []))
        for row, closable in with_closing(rows, user)
    ]


def _work_of(referral: Referral) -> tuple:
    return referral.participant_id, referral.stage_id, referral.to_sudin_id
