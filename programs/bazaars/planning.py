"""Bazaars as they are planned, changed and called off."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from foundation.errors import Refused
from foundation.versions import save_if_unchanged
from offices.models import User
from programs.activities.rights import may_run
from programs.bazaars.models import Bazaar, BazaarDay


@transaction.atomic
def plan(*, by: User, **values: Any) -> Bazaar:
    """A new bazaar of one of the officer's sudin. Raises NotAllowed out of her duties."""
    planned = Bazaar(created_by=by, **values)
    may_run(planned, by)
    planned.save()
    return planned


@transaction.atomic
def change(bazaar: Bazaar, version: int, *, by: User, **values: Any) -> None:
    """Store what was edited, unless somebody else saved meanwhile (Stale).

    Raises Refused for a bazaar called off, for fewer stands than are numbered already, and for days or an organiser
    that recorded attendance contradicts.
    """
    may_run(bazaar, by)
    may_run(Bazaar(sudin=values["sudin"], kelurahan=values["kelurahan"]), by)
    standing = lock_bazaar(bazaar)
    highest = standing.exhibitors.present().order_by("-stand").values_list("stand", flat=True).first() or 0
    if values["stands"] < highest:
        raise Refused(f"Stan nomor {highest} sudah terisi; jumlah stan tidak dapat menjadi {values['stands']}.")
    days = _attended(standing)
    left_out = days.exclude(day__range=(values["starts_on"], values["ends_on"])).exists()
    if left_out or (values["sudin"] != standing.sudin and days.exists()):
        raise Refused("Kehadiran sudah dicatat; hari itu dan penyelenggara tidak dapat diubah lagi.")
    save_if_unchanged(bazaar, version, **values)


@transaction.atomic
def cancel(bazaar: Bazaar, *, by: User, reason: str) -> None:
    """Call a bazaar off. Raises Refused once somebody is recorded as present."""
    may_run(bazaar, by)
    standing = lock_bazaar(bazaar)
    if _attended(standing).exists():
        raise Refused("Kehadiran sudah dicatat. Kosongkan daftar hadir sebelum membatalkan bazar.")
    Bazaar.objects.filter(pk=standing.pk).update(cancelled_at=Now(), cancel_reason=reason, version=F("version") + 1)
    bazaar.refresh_from_db()


def lock_bazaar(bazaar: Bazaar) -> Bazaar:
    """The bazaar as it stands, held until the end of the transaction. Raises Refused where it was called off."""
    standing = Bazaar.objects.select_for_update(no_key=True, of=("self",)).select_related("sudin").get(pk=bazaar.pk)
    if standing.cancelled_at:
        raise Refused("Bazar ini sudah dibatalkan.")
    return standing


def _attended(bazaar: Bazaar):
    return BazaarDay.objects.filter(exhibitor__bazaar=bazaar, voided=False)
