"""Whether the keys of the settings are those that this database was filled with.

`prepare` leaves one value per key, made with it; with other keys it cannot be made again. A start under other keys
would show nothing but faults, find nobody by NIK and encrypt what nobody can read later, so it is refused.
"""

import hmac

from django.apps import apps
from django.conf import settings
from django.db import connections, models

from foundation.encryption import CannotDecrypt, blind_index, decrypt, encrypt_under, newest
from foundation.errors import Refused
from foundation.fields import EncryptedTextField
from foundation.keeping import NoHistory
from foundation.numbers import grouped
from foundation.rekeying import in_use

CONTEXT = "foundation.key_check"
INDEX = "INDEX_KEY"
WHAT_TO_DO = (
    "Kembalikan kunci yang benar dari cadangan: FIELD_KEYS dan INDEX_KEY di berkas pengaturan peladen, atau"
    " var/secrets.env bila portal dijalankan dengan make run. Dengan kunci lain data peserta tidak terbaca. Bila isinya"
    " hanya data contoh, make reset memulai dari awal."
)


class KeyCheck(models.Model):
    """A value made with the key of that name. Written by `prepare` alone."""

    history = NoHistory("Derived from the keys.")

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class WrongKeys(Exception):
    """The keys do not fit; the sentence says which, and what to do."""


def require_fitting(using: str = "default") -> None:
    """Raises WrongKeys where a key is another than the database's, is missing, or was never announced by `prepare`."""
    found = _stored(using)
    _require_known(found)
    if unknown := _unannounced(found):
        raise WrongKeys(f"Kunci {', '.join(unknown)} belum dikenal basis data ini. Jalankan manage.py prepare.")


def keep_checks(using: str) -> list[str]:
    """Leave a value for each key that has none; answers their names. Raises WrongKeys before anything is written."""
    found = _stored(using)
    _require_known(found)
    new = _unannounced(found)
    if not found:
        _require_readable(using)
    for name in new:
        KeyCheck.objects.using(using).create(name=name, value=_made(name))
    return new


def forget(number: int, using: str) -> None:
    """Forget the check of an older key, so that the portal starts without it. Asks nothing of the key itself.

    Raises Refused for the key that writes and while a value is under it: it would never be read again.
    """
    if number >= newest():
        raise Refused(f"Kunci {number} dipakai untuk menulis. Perkenalkan kunci yang nomornya lebih tinggi dahulu.")
    if rows := in_use().get(number):
        raise Refused(
            f"Kunci {number} masih dipakai {grouped(rows)} baris atau berkas. Jalankan field_keys renew dahulu;"
            " berkas yang rusak (file_broken di log) dipulihkan dari cadangan."
        )
    KeyCheck.objects.using(using).filter(name=_field(number)).delete()


def _unannounced(found: dict[str, bytes]) -> list[str]:
    """Keys of the settings without a check. An older one than those that have one was forgotten and writes nothing."""
    known = [_number(name) for name in found if name != INDEX]
    fresh = [_field(number) for number in sorted(settings.FIELD_KEYS) if number > max(known, default=0)]
    return [name for name in (INDEX, *fresh) if name not in found]


def _stored(using: str) -> dict[str, bytes]:
    return {name: bytes(value) for name, value in KeyCheck.objects.using(using).values_list("name", "value")}


def _field(number: int) -> str:
    return f"FIELD_KEYS {number}"


def _number(name: str) -> int:
    return int(name.rpartition(" ")[2])


def _made(name: str) -> bytes:
    if name == INDEX:
        return blind_index(CONTEXT, name)
    return encrypt_under(_number(name), CONTEXT, name.encode())


def _require_known(found: dict[str, bytes]) -> None:
    wrong = [name for name, value in found.items() if not _fits(name, value)]
    if wrong:
        raise WrongKeys(f"Kunci {', '.join(sorted(wrong))} bukan kunci basis data ini. {WHAT_TO_DO}")


def _fits(name: str, value: bytes) -> bool:
    if name == INDEX:
        return hmac.compare_digest(_made(name), value)
    try:
        return decrypt(CONTEXT, value) == name.encode()
    except CannotDecrypt:
        return False


def _require_readable(using: str) -> None:
    """A database that was filled before it had checks: one value of each encrypted column tells."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedTextField) and not model._meta.proxy:
                _require_readable_column(using, model._meta.db_table, field)


def _require_readable_column(using: str, table: str, field: EncryptedTextField) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(f'SELECT "{field.column}" FROM "{table}" WHERE "{field.column}" IS NOT NULL LIMIT 1')
        row = cursor.fetchone()
    try:
        field.from_db_value(row[0] if row else None, None, None)
    except CannotDecrypt:
        raise WrongKeys(f"Kunci FIELD_KEYS bukan kunci basis data ini ({table}). {WHAT_TO_DO}") from None
