"""Personal values at rest: AES-256-GCM, and a keyed index that finds a value without storing it.

Stored form: key number (1 byte), nonce (12), ciphertext with tag. The context, an explicit constant per field, is
authenticated with it: a value copied into another field does not decrypt.
"""

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class CannotDecrypt(Exception):
    """Wrong key, wrong context or a changed value."""


@cache
def _cipher(number: int) -> AESGCM:
    return AESGCM(settings.FIELD_KEYS[number])


def encrypt(context: str, value: bytes) -> bytes:
    """The value under the newest key (the highest number); two calls never give the same bytes."""
    return encrypt_under(newest(), context, value)


def newest() -> int:
    """The number of the key that writes."""
    return max(settings.FIELD_KEYS)


def key_of(stored: bytes) -> int:
    """The number of the key that a stored value is under."""
    return stored[0]


def encrypt_under(number: int, context: str, value: bytes) -> bytes:
    """The same under the key of that number."""
    nonce = os.urandom(NONCE_BYTES)
    return bytes([number]) + nonce + _cipher(number).encrypt(nonce, value, context.encode())


def decrypt(context: str, stored: bytes) -> bytes:
    """What was encrypted in this context. Raises CannotDecrypt, never returns something else."""
    stored = bytes(stored)
    number, nonce, sealed = stored[:1], stored[1 : 1 + NONCE_BYTES], stored[1 + NONCE_BYTES :]
    if not number or number[0] not in settings.FIELD_KEYS:
        raise CannotDecrypt("unknown key")
    try:
        return _cipher(number[0]).decrypt(nonce, sealed, context.encode())
    except (InvalidTag, ValueError):
        raise CannotDecrypt("wrong context or changed value") from None


def blind_index(purpose: str, value: str) -> bytes:
    """32 bytes that are equal for equal values of one purpose and tell nothing without the index key."""
    message = purpose.encode() + b"\x00" + value.encode()
    return hmac.new(settings.INDEX_KEY, message, hashlib.sha256).digest()
