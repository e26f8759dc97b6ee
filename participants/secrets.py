"""What of a person is shown masked until a look is written down."""

from participants.identity import masked_nik, masked_phone
from participants.models import Participant

HIDDEN = "••••••••"
SECRETS = [
    ("nik", "NIK", ["nik"]),
    ("kk", "Nomor Kartu Keluarga", ["kk"]),
    ("kontak", "Nomor HP (WhatsApp) dan surel", ["phone", "email"]),
    ("alamat", "Alamat sesuai KTP dan domisili", ["ktp_address", "domicile_address"]),
]


def secrets_of(person: Participant, revealed: dict[str, list[str]] | None = None) -> list[dict[str, object]]:
    """What is masked, or just revealed, of her identity."""
    masks = {"nik": masked_nik, "kk": masked_nik, "phone": masked_phone}
    opened = revealed or {}
    rows: list[dict[str, object]] = []
    for what, label, fields in SECRETS:
        kept = [(name, value) for name in fields if (value := getattr(person, name))]
        masked = [masks.get(name, lambda _: HIDDEN)(value) for name, value in kept]
        rows.append({"what": what, "label": label, "masked": masked, "values": opened.get(what), "kept": bool(kept)})
    return rows
