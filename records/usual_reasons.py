"""Keeping the usual reasons: three to six of a kind on any day, so that a choice is quicker than typing."""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from foundation.days import today
from foundation.errors import Refused
from foundation.reasons import UsualReason, reason_kinds
from foundation.versions import save_if_unchanged
from offices.models import User
from offices.roles import Act

FEWEST, MOST = 3, 6
"""So many are offered for one kind of doubt, "lainnya" apart."""


@transaction.atomic
def add(*, by: User, kind: str, **values: Any) -> UsualReason:
    """One more choice. Raises Refused for words that are there already, and for a seventh."""
    by.scope.require(Act.KEEP_RULES)
    _hold(kind)
    reason = UsualReason(kind=kind, **values)
    reason.code = f"{kind}-{UsualReason.objects.filter(kind=kind).count() + 1}"
    _check(reason)
    reason.save(force_insert=True)
    _require_room(kind)
    return reason


@transaction.atomic
def change(reason: UsualReason, version: int, *, by: User, **values: Any) -> UsualReason:
    """Change what is offered from now on; what was chosen before keeps its words. Raises Refused as `add` and where
    too few remain, Stale when somebody saved meanwhile."""
    by.scope.require(Act.KEEP_RULES)
    _hold(reason.kind)
    wished = copy(reason)
    for name, value in values.items():
        setattr(wished, name, value)
    _check(wished)
    save_if_unchanged(reason, version, **values)
    _require_room(reason.kind)
    return reason


def _check(reason: UsualReason) -> None:
    """Raise Refused in the words of the constraint that it breaks."""
    try:
        reason.validate_constraints()
    except ValidationError as broken:
        raise Refused(" ".join(broken.messages)) from broken


def _require_room(kind: str) -> None:
    """Raise Refused where today too few or too many would be offered."""
    offered = UsualReason.objects.on(today()).filter(kind=kind).count()
    if not FEWEST <= offered <= MOST:
        label = reason_kinds.things[kind].label
        raise Refused(f"“{label}” harus menawarkan {FEWEST} sampai {MOST} alasan; dengan perubahan ini {offered}.")


def _hold(kind: str) -> None:
    """One administrator at a time for a kind, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"usual reasons {kind}"])
