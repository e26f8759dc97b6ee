"""Adding people to the registry."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from foundation.days import long_date, today
from foundation.encryption import blind_index
from foundation.errors import Doubt, Refused
from foundation.horizons import PROGRAMME_BEGAN
from foundation.reasons import settle
from offices.models import Region, TargetLine, User
from participants.details import PersonDetails
from participants.identity import Nik, differences
from participants.numbers import next_number
from participants.participants import HOLDS_NIK, Participant
from participants.placements import Placement

PRIVACY_NOTICE = "2026-01"
"""The version of the privacy notice in use; its text is `templates/desk/registering/_privacy_notice.html`."""

WRONG_DAY = f"Tanggal pendaftaran paling awal {long_date(PROGRAMME_BEGAN)} dan paling akhir hari ini."


def can_be_registered_on(day: date) -> bool:
    """Whether somebody may have been registered then; `WRONG_DAY` says why not."""
    return PROGRAMME_BEGAN <= day <= today()


class AlreadyRegistered(Refused):
    """The NIK is taken. Says to whom to turn, and nothing else about the person."""

    code = "already_registered"

    def __init__(self, participant: Participant) -> None:
        self.participant = participant
        sudin = participant.line.sudin
        super().__init__(f"NIK ini sudah terdaftar pada {sudin} sejak {long_date(participant.registered_on)}.")


@dataclass(frozen=True)
class Place:
    """Who takes charge of her, and where."""

    line: TargetLine
    kelurahan: Region


def nik_index(number: str) -> bytes:
    """The blind index under which a NIK is found."""
    return blind_index("nik", number)


def phone_index(number: str) -> bytes:
    """The blind index under which a mobile number (E.164) is found."""
    return blind_index("phone", number)


def find_by_nik(nik: Nik) -> Participant | None:
    """Whoever holds this NIK now, in any area."""
    holders = Participant.objects.filter(nik_index=nik_index(nik.number), state__in=HOLDS_NIK)
    return holders.select_related("line__sudin", "kelurahan").first()


@transaction.atomic
def add(
    nik: Nik,
    place: Place,
    details: PersonDetails,
    *,
    on: date,
    by: User,
    channel: str,
    privacy_given: str,
    identity_reason: str = "",
) -> Participant:
    """Add a person under this NIK and place her.

    Raises AlreadyRegistered when the NIK is taken, also by a registration that commits at the same moment;
    NeedsReason with the differences between NIK and details when no `identity_reason` was given; Refused for a
    day before the programme or in the future.
    """
    if not can_be_registered_on(on):
        raise Refused(WRONG_DAY)
    if holder := find_by_nik(nik):
        raise AlreadyRegistered(holder)
    found = differences(nik, birth_date=details.birth_date, sex=details.sex)
    kept = settle([Doubt("identity", words) for words in found], identity_reason)
    participant = Participant(
        registration_number=next_number(on.year),
        nik=nik.number,
        nik_index=nik_index(nik.number),
        phone_index=phone_index(details.phone) if details.phone else None,
        line=place.line,
        kelurahan=place.kelurahan,
        registered_on=on,
        registered_by=by,
        last_activity_on=on,
        identity_reason=kept.words,
        channel=channel,
        privacy_version=PRIVACY_NOTICE,
        privacy_given=privacy_given,
        **details.values,
    )
    _save_unless_taken(participant, nik)
    Placement.objects.create(
        participant=participant, line=place.line, kelurahan=place.kelurahan, starts_on=on, recorded_by=by
    )
    return participant


def _save_unless_taken(participant: Participant, nik: Nik) -> None:
    """Insert; where another registration of this NIK won meanwhile, say so as if it had been there before."""
    try:
        with transaction.atomic():
            participant.save(force_insert=True)
    except IntegrityError as error:
        winner = find_by_nik(nik)
        if winner is None:
            raise
        raise AlreadyRegistered(winner) from error
