"""Classes as the officers' work list shows them."""

from datetime import date
from typing import Any

from django.urls import reverse

from foundation.days import today
from foundation.numbers import grouped
from offices.users import User
from offices.worklist import SHORT, WorkLine
from programs.activities.agenda import Agenda, is_today, run_by, when
from programs.training.models import TrainingClass, TrainingClassQuerySet


def classes(user: User) -> TrainingClassQuerySet:
    """Classes of the officer's sudin and area that are to come, today's first."""
    return (
        TrainingClass.objects.standing()
        .coming()
        .filter(run_by(user))
        .with_counts()
        .select_related("kelurahan__successor")
    )


def without_attendance(user: User) -> TrainingClassQuerySet:
    """Classes of the officer's whose attendance nobody has written down yet."""
    held = TrainingClass.objects.awaiting_attendance().filter(run_by(user), ends_on__lt=today())
    return held.with_counts().select_related("kelurahan__successor")


def _coming(user: User) -> list[tuple[date, WorkLine]]:
    return [(one.starts_on, _line(one, is_today(one), "info")) for one in classes(user)[:SHORT]]


def _late(user: User) -> list[WorkLine]:
    return [_line(held, "kehadiran belum dicatat", "warn") for held in without_attendance(user)[:SHORT]]


def _line(one: Any, badge: str, tone: str) -> WorkLine:
    sub = f"{when(one)}, {one.place}; {grouped(one.invited)} undangan, {grouped(one.seats)} kursi"
    return WorkLine(one.title, sub, reverse("training:detail", args=[one.public_id]), badge=badge, tone=tone)


CLASSES = Agenda("classes", coming=_coming, late=_late)
