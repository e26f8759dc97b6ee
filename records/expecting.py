"""Setting what stages expect, and weighing it: how many of the last twelve months' saves it would have warned."""

from copy import copy
from datetime import timedelta
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, OuterRef, Q
from django.db.models.functions import Now, TruncMinute
from django.utils import timezone

from foundation.errors import Refused
from foundation.versions import save_if_unchanged
from offices.models import User
from offices.roles import Act
from records.models import Expectation, StageRecord

YEAR = timedelta(days=365)

SAVE = ("recorded_by", "occurred_on", "source", "note", "minute")
"""What the records of one save have in common: a sheet of many people is saved, and explained, once."""


@transaction.atomic
def add(*, by: User, **values: Any) -> Expectation:
    """One more thing that a stage expects, weighed at once. Raises Refused where it holds then already."""
    by.scope.require(Act.KEEP_RULES)
    expectation = Expectation(**values)
    _check(expectation)
    expectation.save(force_insert=True)
    _store_weight(expectation)
    return expectation


@transaction.atomic
def change(expectation: Expectation, version: int, *, by: User, **values: Any) -> Expectation:
    """Change it for what is saved from now on; what was explained before stays. Raises Refused as `add`, Stale when
    somebody saved meanwhile."""
    by.scope.require(Act.KEEP_RULES)
    wished = copy(expectation)
    for name, value in values.items():
        setattr(wished, name, value)
    _check(wished)
    if save_if_unchanged(expectation, version, **values):
        _store_weight(expectation)
    return expectation


def weigh(expectation: Expectation) -> tuple[int, int]:
    """Of the saves of its stage in the last twelve months: how many it would have warned with what was known then,
    and how many there were."""
    known = StageRecord.objects.filter(participant=OuterRef("participant")).known_at(OuterRef("recorded_at")).order_by()
    made = StageRecord.objects.valid().filter(stage=expectation.stage_id, recorded_at__gte=timezone.now() - YEAR)
    lacks = made.annotate(minute=TruncMinute("recorded_at"), lacks=~expectation.holds(known)).order_by()
    saves = lacks.values(*SAVE).annotate(warned=BoolOr("lacks"))
    counted = saves.aggregate(all=Count("warned"), those=Count("warned", filter=Q(warned=True)))
    return counted["those"], counted["all"]


def weigh_all() -> int:
    """Weigh every expectation anew, each in its own statement; how many there were."""
    expectations = list(Expectation.objects.all())
    for expectation in expectations:
        _store_weight(expectation)
    return len(expectations)


def _store_weight(expectation: Expectation) -> None:
    warned, saves = weigh(expectation)
    Expectation.objects.filter(pk=expectation.pk).update(warned=warned, saves=saves, weighed_at=Now())
    expectation.warned, expectation.saves = warned, saves


def _check(expectation: Expectation) -> None:
    """Raise Refused in the words of the first constraint that it breaks; the later ones take the earlier for granted."""
    for constraint in Expectation._meta.constraints:
        try:
            constraint.validate(Expectation, expectation)
        except ValidationError as broken:
            raise Refused(" ".join(broken.messages)) from broken
