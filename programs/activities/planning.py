"""Activities as they are planned, changed and called off."""

from copy import copy
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from foundation.errors import Refused
from foundation.versions import save_if_unchanged
from offices.models import User
from programs.activities.models import Activity
from programs.activities.rights import require_run

ActivityT = TypeVar("ActivityT", bound=Activity)


@transaction.atomic
def plan(kind: type[ActivityT], /, *, by: User, **values: Any) -> ActivityT:
    """A new activity of one of the officer's sudin. Raises NotAllowed out of the officer's duties."""
    planned = kind(created_by=by, **values)
    require_run(planned, by)
    planned.save()
    return planned


@transaction.atomic
def change(activity: Activity, /, version: int, *, by: User, **values: Any) -> None:
    """Store what was edited, unless somebody else saved meanwhile (Stale).

    Raises Refused for one called off, for less room than is taken already where it binds, and for days or an organiser
    that recorded attendance contradicts.
    """
    require_run(activity, by)
    standing = lock_activity(activity)
    wished = _with(standing, values)
    require_run(wished, by)
    if wished.capacity < (taken := standing.filled_up_to()):
        words = f"Sudah terisi sampai {standing.unit} ke-{taken}"
        raise Refused(f"{words}; jumlah {standing.unit} tidak dapat menjadi {wished.capacity}.")
    attended = standing.attended_days()
    if attended - set(wished.sheets) or (attended and wished.sudin_id != standing.sudin_id):
        raise Refused("Kehadiran sudah dicatat; hari itu dan penyelenggara tidak dapat diubah lagi.")
    save_if_unchanged(activity, version, **values)


@transaction.atomic
def cancel(activity: Activity, *, by: User, reason: str) -> None:
    """Call it off. Raises Refused without a reason, and once somebody is recorded as present."""
    require_run(activity, by)
    standing = lock_activity(activity)
    if not reason.strip():
        raise Refused("Pembatalan harus memuat alasan.")
    if standing.attended_days():
        raise Refused(f"Kehadiran sudah dicatat. Kosongkan daftar hadir sebelum membatalkan {standing.word}.")
    rows = type(activity)._default_manager.filter(pk=standing.pk)
    rows.update(cancelled_at=Now(), cancel_reason=reason.strip(), version=F("version") + 1)
    activity.refresh_from_db()


def lock_activity(activity: ActivityT) -> ActivityT:
    """The activity as it stands, held until the end of the transaction. Raises Refused where it was called off."""
    rows = type(activity)._default_manager.select_for_update(no_key=True, of=("self",)).select_related("sudin")
    standing = rows.get(pk=activity.pk)
    if standing.cancelled_at:
        raise Refused(f"{standing.word.capitalize()} ini sudah dibatalkan.")
    return standing


def touch(activity: Activity) -> None:
    """Sheets and forms of it that are open elsewhere no longer hold."""
    type(activity)._default_manager.filter(pk=activity.pk).touch()  # type: ignore[attr-defined]


def _with(activity: ActivityT, values: dict[str, Any]) -> ActivityT:
    """How it would be; nothing is stored."""
    wished = copy(activity)
    for name, value in values.items():
        setattr(wished, name, value)
    return wished
