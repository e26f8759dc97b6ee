"""Pages of bazaars: the list, one bazaar with its stands and sales, planning and calling off."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from foundation.forms import PortalForm, sent
from offices.guards import needs
from offices.requests import PortalRequest
from offices.roles import Act
from participants.models import Participant
from participants.participants import UNLISTED
from programs.activities import planning
from programs.activities.rights import may_run
from programs.activities.views import Tab, cancelling, found, listing, require_standing
from programs.bazaars.choosing import Spread
from programs.bazaars.forms import ChangeBazaarForm, NewBazaarForm
from programs.bazaars.models import Bazaar

TABS = {
    "mendatang": Tab("Hari ini dan mendatang", Bazaar.objects.coming, ("starts_on", "id")),
    "kehadiran": Tab("Menunggu kehadiran", Bazaar.objects.awaiting_attendance, ("starts_on", "id")),
    "lalu": Tab("Sudah lewat", Bazaar.objects.over, ("-starts_on", "-id")),
}


@needs(Act.SEE_PEOPLE)
def index(request: PortalRequest) -> HttpResponse:
    """Bazaars within reach, by where they stand."""
    return listing(request, TABS, "bazaars/list.html")


@needs(Act.SEE_PEOPLE)
def detail(request: PortalRequest, bazaar_id: UUID) -> HttpResponse:
    """One bazaar: stands, who holds them, who came on which day, what was sold."""
    bazaar = found(Bazaar, request.user, bazaar_id)
    rows = _stands(request, bazaar)
    spread = Spread.of(bazaar)
    done = set(bazaar.day_sheets.values_list("day", flat=True))
    came = [row["exhibitor"] for row in rows if any(row["cells"])]
    taken = sum(not one.withdrawn_at and one.stand is not None for one in (row["exhibitor"] for row in rows))
    context = {
        "bazaar": bazaar,
        "rows": rows,
        "days": [(day, bazaar.can_be_taken_on(day)) for day in bazaar.days],
        "done": done,
        "day_totals": _day_totals(bazaar, rows, done),
        "total": sum(row["total"] for row in rows),
        "came": len(came),
        "uninvited": sum(one.uninvited_on is not None for one in came),
        "taken": taken,
        "free": max(bazaar.stands - taken, 0),
        "runs": may_run(bazaar, request.user),
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
def new(request: PortalRequest) -> HttpResponse:
    """Plan a bazaar; the form sent twice plans one."""
    form = NewBazaarForm(*sent(request), user=request.user)
    if form.create(request.user, "", lambda values: planning.plan(Bazaar, by=request.user, **values)):
        messages.success(request, "Bazar dibuat.")
        return redirect("bazaars:detail", form.made)
    return _form(request, form)


@needs(Act.RUN_ACTIVITIES)
def edit(request: PortalRequest, bazaar_id: UUID) -> HttpResponse:
    """Change a bazaar that still stands."""
    bazaar = found(Bazaar, request.user, bazaar_id)
    require_standing(request, bazaar, reverse("bazaars:detail", args=[bazaar_id]))
    form = ChangeBazaarForm(*sent(request), obj=bazaar, user=request.user)
    if form.change(request.user, lambda values: planning.change(bazaar, by=request.user, **values)):
        form.tell(request, "Perubahan bazar tersimpan.")
        return redirect("bazaars:detail", bazaar.public_id)
    return _form(request, form, bazaar)


@needs(Act.RUN_ACTIVITIES)
def cancel(request: PortalRequest, bazaar_id: UUID) -> HttpResponse:
    """Ask for the reason, then call the bazaar off."""
    return cancelling(request, found(Bazaar, request.user, bazaar_id), back=reverse("bazaars:detail", args=[bazaar_id]))


def _stands(request: PortalRequest, bazaar: Bazaar) -> list[dict[str, Any]]:
    """A row for each exhibitor, those who gave their stand up last; people out of the viewer's reach without a name."""
    exhibitors = list(bazaar.exhibitors.select_related("business").order_by("stand", "pk"))
    exhibitors.sort(key=lambda one: one.withdrawn_at is not None)
    people = Participant.objects.visible_to(request.user).defer(*UNLISTED).select_related("kelurahan__successor")
    known = {person.pk: person for person in people.filter(pk__in=[one.participant_id for one in exhibitors])}
    movable = set(bazaar.exhibitors.movable().values_list("pk", flat=True))
    attended: dict[int, dict[Any, Any]] = defaultdict(dict)
    for row in bazaar.attendances():
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


def _day_totals(bazaar: Bazaar, rows: list[dict[str, Any]], done: set[date]) -> list[tuple[int, int, bool]]:
    """For each day: how many were there, what they sold, and whether its sheet was saved."""
    columns = zip(*(row["cells"] for row in rows), strict=True) if rows else [[] for _ in bazaar.days]
    there = [[cell for cell in column if cell] for column in columns]
    sold = [(len(cells), sum(cell.sales or 0 for cell in cells)) for cells in there]
    return [(*of_day, day in done) for of_day, day in zip(sold, bazaar.days, strict=True)]


def _form(request: PortalRequest, form: PortalForm, bazaar: Bazaar | None = None) -> HttpResponse:
    return render(request, "bazaars/form.html", {"form": form, "bazaar": bazaar}, status=form.status)
