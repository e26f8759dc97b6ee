"""Pages of bazaars: the list, one bazaar with its stands and sales, planning and calling off."""

from collections import defaultdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from foundation.days import today
from foundation.errors import DomainError
from foundation.paging import page
from offices.guards import needs
from offices.roles import Act
from participants.models import Participant
from programs.activities.picking import UNLISTED
from programs.activities.rights import runs
from programs.bazaars import planning
from programs.bazaars.choosing import Spread
from programs.bazaars.forms import CancelForm, ChangeBazaarForm, NewBazaarForm
from programs.bazaars.models import Bazaar, BazaarDay

TABS = {
    "mendatang": ("Hari ini dan mendatang", Bazaar.objects.coming, ("starts_on", "id")),
    "lalu": ("Sudah lewat", Bazaar.objects.over, ("-starts_on", "-id")),
}


@needs(Act.SEE_PEOPLE)
def index(request: HttpRequest) -> HttpResponse:
    """Bazaars within reach, by where they stand."""
    chosen = request.GET.get("bagian") if request.GET.get("bagian") in TABS else "mendatang"
    _, rows, order = TABS[chosen]
    bazaars = rows().visible_to(request.user).with_counts().select_related("sudin", "kelurahan")
    context = {
        "page": page(bazaars, order, request.GET.get("cursor"), size=30),
        "tabs": [
            {"label": label, "url": f"?bagian={key}", "active": key == chosen} for key, (label, _, _) in TABS.items()
        ],
        "may_plan": request.user.scope.may(Act.RUN_ACTIVITIES),
        "today": today(),
    }
    return render(request, "bazaars/list.html", context)


@needs(Act.SEE_PEOPLE)
def detail(request: HttpRequest, bazaar_id: str) -> HttpResponse:
    """One bazaar: stands, who holds them, who came on which day, what was sold."""
    bazaar = found(request, bazaar_id)
    rows = _stands(request, bazaar)
    spread = Spread.of(bazaar)
    taken = sum(not row["exhibitor"].withdrawn_at for row in rows)
    context = {
        "bazaar": bazaar,
        "rows": rows,
        "days": [(day, bazaar.can_be_taken(day)) for day in bazaar.days],
        "day_totals": _day_totals(bazaar, rows),
        "total": sum(row["total"] for row in rows),
        "came": sum(any(cell for cell in row["cells"]) for row in rows),
        "taken": taken,
        "free": max(bazaar.stands - taken, 0),
        "runs": runs(bazaar, request.user),
        "fields": spread.fields.most_common(),
        "places": spread.kelurahan.most_common(),
        "pairs": [
            ("Penyelenggara", bazaar.sudin),
            ("Tempat", f"{bazaar.place}, {bazaar.kelurahan}"),
            ("Pendanaan", bazaar.get_funding_display()),
        ],
    }
    return render(request, "bazaars/detail.html", context)


@needs(Act.RUN_ACTIVITIES)
def new(request: HttpRequest) -> HttpResponse:
    """Plan a bazaar; the form sent twice plans one."""
    form = NewBazaarForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            with form.claim(request.user) as claim:
                if not claim.repeated:
                    claim.settle(planning.plan(by=request.user, **form.values).public_id)
                    messages.success(request, "Bazar dibuat.")
            return redirect("bazaars:detail", claim.object_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _form(request, form)


@needs(Act.RUN_ACTIVITIES)
def edit(request: HttpRequest, bazaar_id: str) -> HttpResponse:
    """Change a bazaar that still stands."""
    bazaar = found(request, bazaar_id)
    initial = {name: getattr(bazaar, name) for name in ChangeBazaarForm.base_fields if name != "version"}
    form = ChangeBazaarForm(request.POST or None, obj=bazaar, user=request.user, initial=initial)
    if form.is_valid():
        try:
            planning.change(bazaar, form.cleaned_data["version"], by=request.user, **form.values)
            messages.success(request, "Perubahan bazar tersimpan.")
            return redirect("bazaars:detail", bazaar.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return _form(request, form, bazaar)


@needs(Act.RUN_ACTIVITIES)
def cancel(request: HttpRequest, bazaar_id: str) -> HttpResponse:
    """Ask for the reason, then call the bazaar off."""
    bazaar = found(request, bazaar_id)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            planning.cancel(bazaar, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "Bazar dibatalkan.")
            return redirect("bazaars:detail", bazaar.public_id)
        except DomainError as refusal:
            form.add_refusal(refusal)
    return render(request, "bazaars/cancel.html", {"form": form, "bazaar": bazaar}, status=status_of(form))


def found(request: HttpRequest, bazaar_id: str) -> Bazaar:
    """The bazaar, where this officer may see it; else 404."""
    bazaars = Bazaar.objects.visible_to(request.user).select_related("sudin", "kelurahan")
    return get_object_or_404(bazaars, public_id=bazaar_id)


def status_of(form) -> int:
    return form.refusal.status if form.refusal else 422 if form.errors else 200


def _stands(request: HttpRequest, bazaar: Bazaar) -> list[dict]:
    """A row for each exhibitor, those who gave their stand up last; people out of the viewer's reach without a name."""
    exhibitors = list(bazaar.exhibitors.select_related("business").order_by("withdrawn_at", "stand", "pk"))
    exhibitors.sort(key=lambda one: (one.withdrawn_at is not None, one.stand))
    people = Participant.objects.visible_to(request.user).defer(*UNLISTED).select_related("kelurahan")
    known = {person.pk: person for person in people.filter(pk__in=[one.participant_id for one in exhibitors])}
    movable = set(bazaar.exhibitors.movable().values_list("pk", flat=True))
    attended: dict[int, dict] = defaultdict(dict)
    for row in BazaarDay.objects.filter(exhibitor__bazaar=bazaar, voided=False):
        attended[row.exhibitor_id][row.day] = row
    return [
        {
            "exhibitor": one,
            "person": known.get(one.participant_id),
            "cells": [attended[one.pk].get(day) for day in bazaar.days],
            "total": sum(row.sales or 0 for row in attended[one.pk].values()),
            "movable": one.pk in movable,
        }
        for one in exhibitors
    ]


def _day_totals(bazaar: Bazaar, rows: list[dict]) -> list[tuple[int, int]]:
    """For each day: how many were there, and what they sold."""
    columns = zip(*(row["cells"] for row in rows), strict=True) if rows else [[] for _ in bazaar.days]
    there = [[cell for cell in column if cell] for column in columns]
    return [(len(cells), sum(cell.sales or 0 for cell in cells)) for cells in there]


def _form(request: HttpRequest, form, bazaar: Bazaar | None = None) -> HttpResponse:
    return render(request, "bazaars/form.html", {"form": form, "bazaar": bazaar}, status=status_of(form))
