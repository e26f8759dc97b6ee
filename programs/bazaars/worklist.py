"""Bazaars as the officers' work list shows them."""

from datetime import date
from typing import Any

from django.urls import reverse

from foundation.numbers import grouped
from offices.users import User
from offices.worklist import SHORT, WorkLine
from programs.activities.agenda import Agenda, is_today, run_by, when
from programs.bazaars.models import Bazaar, BazaarQuerySet


def bazaars(user: User) -> BazaarQuerySet:
    """Bazaars of the officer's sudin and area that are to come, today's first."""
    return Bazaar.objects.standing().coming().filter(run_by(user)).with_counts().select_related("kelurahan__successor")


def without_attendance(user: User) -> BazaarQuerySet:
    """Bazaars of the officer's with a day that is over and whose sheet nobody has saved yet."""
    held = Bazaar.objects.awaiting_attendance().filter(run_by(user))
    return held.with_counts().select_related("kelurahan")


def _coming(user: User) -> list[tuple[date, WorkLine]]:
    return [(one.starts_on, _line(one, is_today(one), "info")) for one in bazaars(user)[:SHORT]]


def _late(user: User) -> list[WorkLine]:
    return [_line(held, "kehadiran belum dicatat", "warn") for held in without_attendance(user)[:SHORT]]


def _line(one: Any, badge: str, tone: str) -> WorkLine:
    sub = f"{when(one)}, {one.place}; {grouped(one.chosen)} dari {grouped(one.stands)} stan terisi"
    return WorkLine(one.name, sub, reverse("bazaars:detail", args=[one.public_id]), badge=badge, tone=tone)


BAZAARS = Agenda("bazaars", coming=_coming, late=_late)
