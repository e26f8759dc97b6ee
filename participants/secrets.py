"""What of a person is shown masked to everybody, until an officer with the right opens it and the look is written down."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from foundation.days import long_date
from foundation.throttle import throttle
from offices.models import User
from participants.access_log import AccessKind, note
from participants.identity import NOTHING, masked_birth, masked_nik, masked_phone
from participants.participants import Participant
from participants.rights import require_reveal

HIDDEN = "••••••••"
MASKS = {"nik": masked_nik, "kk": masked_nik, "birth_date": masked_birth, "phone": masked_phone}
"""By field, what is shown in its place; a field without one is hidden whole."""


@dataclass(frozen=True)
class Secret:
    """Fields that are opened together, and how the look at them is written down. `what` is its word in the address."""

    what: str
    label: str
    kind: AccessKind
    fields: tuple[str, ...]


SECRETS = {
    secret.what: secret
    for secret in (
        Secret("nik", "NIK", AccessKind.REVEALED_NIK, ("nik",)),
        Secret("lahir", "Tanggal lahir", AccessKind.REVEALED_BIRTH, ("birth_date",)),
        Secret("kk", "Nomor Kartu Keluarga", AccessKind.REVEALED_KK, ("kk",)),
        Secret("kontak", "Nomor HP (WhatsApp) dan surel", AccessKind.REVEALED_PHONE, ("phone", "email")),
        Secret(
            "alamat",
            "Alamat sesuai KTP dan domisili",
            AccessKind.REVEALED_ADDRESS,
            ("ktp_address", "domicile_address"),
        ),
    )
}
SECRET_FIELDS = frozenset(field for secret in SECRETS.values() for field in secret.fields)
MOST_REVEALS, PER_SECONDS = 100, 3600


def secrets_of(person: Participant, revealed: dict[str, list[str]] | None = None) -> list[dict[str, object]]:
    """What is masked, or just revealed, of her identity."""
    return [_row(person, secret, (revealed or {}).get(secret.what)) for secret in SECRETS.values()]


def masked(field: str, value: object) -> str:
    """What stands for this value of hers where nobody has opened it."""
    if not value:
        return NOTHING
    return MASKS[field](value) if field in MASKS else HIDDEN  # type: ignore[operator]


@transaction.atomic
def reveal(person: Participant, *kinds: str, by: User, where: str = "") -> dict[str, str]:
    """The full values behind `kinds` (keys of `SECRETS`), by field name; the look is written down first.

    Raises NotAllowed out of the officer's duties, TooMany beyond `MOST_REVEALS` an hour.
    """
    require_reveal(person, by)
    throttle("reveal", by.pk, MOST_REVEALS, PER_SECONDS)
    values: dict[str, str] = {}
    for secret in (SECRETS[one] for one in kinds):
        note(by, secret.kind, person, what=where)
        values |= {field: _written(getattr(person, field)) for field in secret.fields}
    return values


def _row(person: Participant, secret: Secret, opened: list[str] | None) -> dict[str, object]:
    kept = [(field, value) for field in secret.fields if (value := getattr(person, field))]
    shown = [masked(field, value) for field, value in kept]
    return {"what": secret.what, "label": secret.label, "masked": shown, "values": opened, "kept": bool(kept)}


def _written(value: date | str | None) -> str:
    return long_date(value) if isinstance(value, date) else value or NOTHING
