"""What the pages of every activity have in common: finding one, the list in tabs, calling one off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from foundation.days import today
from foundation.forms import sent
from foundation.leading import lead_on
from foundation.paging import page
from offices.models import User
from offices.requests import PortalRequest
from offices.roles import Act
from programs.activities import planning
from programs.activities.forms import CancelForm
from programs.activities.models import Activity, ActivityQuerySet
from programs.activities.planning import ActivityT


@dataclass(frozen=True)
class Tab:
    """A part of the list: its words, its rows and their order."""

    label: str
    rows: Callable[[], ActivityQuerySet]
    order: tuple[str, ...]


def found(kind: type[ActivityT], user: User, public_id: UUID) -> ActivityT:
    """The activity, where this officer may see it; else 404."""
    rows: Any = kind._default_manager
    seen: QuerySet[ActivityT] = rows.visible_to(user).select_related("sudin", "kelurahan__successor", "created_by")
    return get_object_or_404(seen, public_id=public_id)


def require_standing(request: PortalRequest, activity: Activity, back: str) -> None:
    """Lead on to its page where it was called off: nobody is chosen for it, and nothing about it is changed, any more."""
    why = f"{activity.word.capitalize()} ini sudah dibatalkan: {activity.cancel_reason}"
    lead_on(request, why if activity.cancelled_at else "", back)


def listing(request: PortalRequest, tabs: Mapping[str, Tab], template: str) -> HttpResponse:
    """The activities within reach, in the tab that the address names, else the first."""
    asked = request.GET.get("bagian", "")
    chosen = asked if asked in tabs else next(iter(tabs))
    rows = tabs[chosen].rows().visible_to(request.user).with_counts().select_related("sudin", "kelurahan__successor")
    context = {
        "page": page(rows, tabs[chosen].order, request.GET.get("cursor"), size=30),
        "tabs": [{"label": tab.label, "url": f"?bagian={key}", "active": key == chosen} for key, tab in tabs.items()],
        "may_plan": request.user.scope.may(Act.RUN_ACTIVITIES),
        "today": today(),
    }
    return render(request, template, context)


def cancelling(request: PortalRequest, activity: Activity, back: str) -> HttpResponse:
    """Ask for the reason, then call it off and go `back` to its page."""
    require_standing(request, activity, back)
    form = CancelForm(*sent(request))
    if form.attempt(lambda values: planning.cancel(activity, by=request.user, **values)):
        messages.success(request, f"{activity.word.capitalize()} dibatalkan.")
        return redirect(back)
    context = {"form": form, "activity": activity, "back": back}
    return render(request, "activities/cancel.html", context, status=form.status)
