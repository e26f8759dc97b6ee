"""Training classes as they are planned, changed and called off."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from foundation.errors import Refused
from foundation.versions import save_if_unchanged
from offices.models import User
from programs.activities.rights import may_run
from programs.training.models import TrainingClass


@transaction.atomic
def plan(*, by: User, **values: Any) -> TrainingClass:
    """A new class of one of the officer's sudin. Raises NotAllowed out of her duties."""
    planned = TrainingClass(created_by=by, **values)
    may_run(planned, by)
    planned.save()
    return planned


@transaction.atomic
def change(training_class: TrainingClass, version: int, *, by: User, **values: Any) -> None:
    """Store what was edited, unless somebody else saved meanwhile (Stale).

    Raises Refused for a class called off, for fewer seats than letters sent, and for other days once attendance is
    taken: the records of P2 carry the day.
    """
    may_run(training_class, by)
    may_run(TrainingClass(sudin=values["sudin"], kelurahan=values["kelurahan"]), by)
    standing = lock_class(training_class)
    invited = standing.invitations.count()
    if values["seats"] < invited:
        raise Refused(f"Sudah {invited} orang diundang; kursi tidak dapat dikurangi menjadi {values['seats']}.")
    moved = (values["ends_on"], values["sudin"]) != (standing.ends_on, standing.sudin)
    if moved and standing.invitations.filter(attended=True).exists():
        raise Refused("Kehadiran sudah dicatat; hari terakhir dan penyelenggara tidak dapat diubah lagi.")
    save_if_unchanged(training_class, version, **values)


@transaction.atomic
def cancel(training_class: TrainingClass, *, by: User, reason: str) -> None:
    """Call a class off. Raises Refused once somebody is recorded as present."""
    may_run(training_class, by)
    standing = lock_class(training_class)
    if standing.invitations.filter(attended=True).exists():
        raise Refused("Kehadiran sudah dicatat. Kosongkan daftar hadir sebelum membatalkan kelas.")
    TrainingClass.objects.filter(pk=standing.pk).update(
        cancelled_at=Now(), cancel_reason=reason, version=F("version") + 1
    )
    training_class.refresh_from_db()


def lock_class(training_class: TrainingClass) -> TrainingClass:
    """The class as it stands, held until the end of the transaction. Raises Refused where it was called off."""
    standing = TrainingClass.objects.select_for_update(no_key=True).get(pk=training_class.pk)
    if standing.cancelled_at:
        raise Refused("Kelas ini sudah dibatalkan.")
    return standing
