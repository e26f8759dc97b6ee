"""Adding and changing a participant's businesses."""

from typing import Any

from django.db import transaction

from foundation.errors import Refused
from foundation.versions import save_if_unchanged
from offices.models import User
from participants.businesses import Business
from participants.corrections import require_right
from participants.people import Participant, State


@transaction.atomic
def add_business(participant: Participant, *, by: User, **values: Any) -> Business:
    """One more business of this person; `values` are fields of Business.

    Raises NotAllowed out of the officer's duties, Refused for a person who has left.
    """
    return Business.objects.create(participant=_active(participant, by), recorded_by=by, **values)


@transaction.atomic
def edit_business(business: Business, *, by: User, version: int, **values: Any) -> Business:
    """Store `values` if nobody saved after `version`; Stale with the fields changed meanwhile where somebody did.

    Raises NotAllowed out of the officer's duties, Refused for a person who has left.
    """
    _active(business.participant, by)
    save_if_unchanged(business, version, **values)
    return business


def _active(participant: Participant, by: User) -> Participant:
    person = Participant.objects.locked().select_related("line").get(pk=participant.pk)
    require_right(person, by)
    if person.state != State.ACTIVE:
        raise Refused("Peserta ini tidak aktif. Aktifkan kembali sebelum memperbaiki datanya.")
    return person
