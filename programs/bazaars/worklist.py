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


def _coming(user: User) -> list[tuple[date, WorkLine]]:
    return [(one.starts_on, _line(one)) for one in bazaars(user)[:SHORT]]


def _line(one: Any) -> WorkLine:
    sub = f"{when(one)}, {one.place}; {grouped(one.chosen)} dari {grouped(one.stands)} stan terisi"
    return WorkLine(one.name, sub, reverse("bazaars:detail", args=[one.public_id]), badge=is_today(one), tone="info")


BAZAARS = Agenda("bazaars", coming=_coming)
