"""The page of one participant: who she is (masked), her businesses, her seven stages, what happened."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from desk.person.actions import actions_for
from desk.person.history import events_of
from desk.person.stages import panels_of
from offices.guards import needs
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from participants import access_log, rights, secrets
from participants.access_log import AccessKind
from participants.models import Participant
from referrals.models import Referral
from referrals.rights import may_refer, with_closing

RECENT = 12
"""How many events the page itself shows; the rest is on the history's own page."""


@require_GET
@needs(Act.SEE_PEOPLE)
def detail(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """Her page. That it was opened is written down."""
    person = found(request.user, participant_id)
    access_log.note(request.user, AccessKind.OPENED, person)
    return _page(request, person)


@require_POST
@needs(Act.REVEAL)
def reveal(request: PortalRequest, participant_id: UUID, what: str) -> HttpResponse:
    """Full values behind one mask, after writing the look down: the value itself (htmx), or her page with it."""
    person = found(request.user, participant_id)
    if what not in secrets.SECRETS:
        raise Http404
    values = secrets.reveal(person, what, by=request.user)
    if request.htmx:
        return render(request, "desk/person/_revealed.html", {"values": list(values.values())})
    return _page(request, person, revealed={what: list(values.values())})


@require_GET
@needs(Act.SEE_PEOPLE)
def history(request: PortalRequest, participant_id: UUID) -> HttpResponse:
    """Everything that happened to her data and stages, newest first."""
    person = found(request.user, participant_id)
    access_log.note(request.user, AccessKind.OPENED, person)
    records = person.stage_records.select_related("recorded_by", "voided_by")
    return render(request, "desk/person/history.html", {"person": person, "events": events_of(person, records)})


def found(user: User, participant_id: UUID) -> Participant:
    """The participant, if this officer may see her; 404 otherwise."""
    people = Participant.objects.visible_to(user).select_related("kelurahan", "line__sudin", "domicile_kelurahan")
    return get_object_or_404(people, public_id=participant_id)


def _page(request: PortalRequest, person: Participant, revealed: dict[str, list[str]] | None = None) -> HttpResponse:
    panels = panels_of(person, request.user)
    events = events_of(person, [record for panel in panels for record in panel.records])
    referrals = _referrals(person, request.user)
    open_ones = sum(referral.ended_on is None for referral, _ in referrals) or 1
    offers = actions_for(person, request.user)
    context = {
        "person": person,
        "panels": panels,
        "secrets": secrets.secrets_of(person, revealed),
        "may_reveal": rights.may_reveal(person, request.user),
        "businesses": person.businesses.all(),
        "referrals": referrals[:open_ones],
        "ended_referrals": referrals[open_ones:],
        "events": events[:RECENT],
        "more_events": len(events) > RECENT,
        "offers": [offer for offer in offers if not offer.rare],
        "rare_offers": [offer for offer in offers if offer.rare],
        "refer_url": _refer_url(person, request.user),
        "may_correct": rights.may_correct(person, request.user),
    }
    return render(request, "desk/person/detail.html", context)


def _referrals(person: Participant, user: User) -> list[tuple[Referral, bool]]:
    """Her referrals, each with whether the officer may close it: what is open, then what ended last."""
    rows = list(person.referrals.with_answers().select_related("stage", "to_sudin", "opened_by", "closed_by"))
    rows.sort(key=lambda row: (row.ended_on or date.max, row.closed_at or row.opened_at), reverse=True)
    for row in rows:
        row.participant = person
    return with_closing(rows, user)


def _refer_url(person: Participant, user: User) -> str:
    """Where she is referred, for those who may."""
    may = person.is_active and may_refer(person, user)
    return reverse("referrals:refer", args=[person.public_id]) if may else ""
