"""Registering a resident: the person and her P1, in one transaction."""

from datetime import date

from django.db import transaction

from foundation.errors import NotAllowed
from offices.models import User
from offices.roles import Act
from participants import registration
from participants.businesses import Business
from participants.details import BusinessDetails, PersonDetails
from participants.identity import Nik
from participants.models import Participant
from participants.registration import Place
from records.completion import record_registration
from records.rights import registering_sudin


@transaction.atomic
def register(
    nik: Nik,
    place: Place,
    details: PersonDetails,
    *,
    on: date,
    by: User,
    channel: str,
    privacy_given: str,
    business: BusinessDetails | None = None,
    acting: str | None = None,
    identity_reason: str = "",
) -> Participant:
    """Add the person, her business if she has one, and P1.

    Raises NotAllowed out of the officer's duties, before anything is asked of the NIK, and what
    `participants.registration.add` raises.
    """
    require_register(by, place)
    acting = registering_sudin(by, on, acting)
    participant = registration.add(
        nik,
        place,
        details,
        on=on,
        by=by,
        channel=channel,
        privacy_given=privacy_given,
        identity_reason=identity_reason,
    )
    if business:
        Business.objects.create(participant=participant, recorded_by=by, **business.values)
    record_registration(participant, by=by, acting=acting)
    return participant


def require_register(by: User, place: Place) -> None:
    """Raises NotAllowed unless one duty lets the officer register a person there for that sudin."""
    if not by.scope.may(Act.REGISTER, region=place.kelurahan.pk, sudin=place.line.sudin_id):
        raise NotAllowed(f"Tugas Anda tidak mencakup pendaftaran di {place.kelurahan} untuk {place.line.sudin}.")
