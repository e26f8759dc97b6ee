"""The days of all kinds of activities in one list: each kind registers its own, the officers see them together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from foundation.days import long_date, today
from foundation.registry import Registry
from offices.roles import Act
from offices.users import User
from offices.worklist import Waiting, WorkLine


@dataclass(frozen=True)
class Agenda:
    """What a kind of activity puts into the officers' list: lines that press, and lines of days to come."""

    name: str
    coming: Callable[[User], list[tuple[date, WorkLine]]]
    late: Callable[[User], list[WorkLine]] = lambda user: []


agendas: Registry[Agenda] = Registry("agendas of the activities", key="name")


def agenda_of(user: User) -> Waiting:
    """What presses first, then what is to come by its day."""
    late = [line for agenda in agendas for line in agenda.late(user)]
    coming = [dated for agenda in agendas for dated in agenda.coming(user)]
    lines = late + [line for _, line in sorted(coming, key=lambda dated: dated[0])]
    return Waiting(lines, str(len(lines)) if lines else "")


def run_by(user: User) -> Q:
    """Activities of the officer's sudin within the officer's area."""
    return user.scope.of_own_sudin(Act.RECORD_STAGE, sudin="sudin", region="kelurahan")


def when(activity: Any) -> str:
    """Its days in words."""
    first, last = long_date(activity.starts_on), long_date(activity.ends_on)
    return first if first == last else f"{first} – {last}"


def is_today(activity: Any) -> str:
    """The badge of what takes place today."""
    return "hari ini" if activity.starts_on <= today() <= activity.ends_on else ""
