"""Looking a NIK up: counted and written down, whoever asks and whatever the answer."""

from foundation.throttle import throttle
from offices.models import Region, User
from participants.access_log import AccessKind, note
from participants.identity import Nik
from participants.models import Participant
from participants.registration import AlreadyRegistered, find_by_nik

CHECKS = [(40, 600), (400, 86_400)]
"""How many NIKs one officer may look up, in how many seconds."""


def look_up(nik: Nik, *, by: User) -> Participant | None:
    """Whoever holds this NIK, in any area. Raises TooMany beyond `CHECKS`.

    Call it outside the transaction of the work: what is undone with a refusal is neither counted nor written down.
    """
    for limit, seconds in CHECKS:
        throttle(f"nik_check_{seconds}", by.pk, limit=limit, per_seconds=seconds)
    holder = find_by_nik(nik)
    note(by, AccessKind.CHECKED_NIK, holder)
    return holder


def require_free(nik: Nik, *, by: User) -> None:
    """`look_up`; raises AlreadyRegistered where somebody holds this NIK."""
    if holder := look_up(nik, by=by):
        raise AlreadyRegistered(holder)


def office_of(participant: Participant) -> str:
    """The office in charge of her, by its full name: whom to ask."""
    kota = Region.objects.get(pk=participant.kelurahan.kota_code)
    return f"Suku Dinas {participant.line.sudin.name} {kota.name}"
