"""Reading what was ticked in a list: public ids, as their check boxes sent them."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from foundation.errors import Refused

T = TypeVar("T")


def picked_ids(texts: Iterable[str]) -> list[UUID]:
    """The ids in the order in which they were sent. Raises Refused naming the first that cannot be read."""
    return [_read(text, UUID) for text in texts]


def picked_versions(texts: Iterable[str]) -> dict[UUID, int]:
    """The version the officer saw of each row ticked, sent as `id:version`. Raises Refused as `picked_ids`."""
    pairs = [text.partition(":") for text in texts]
    return {_read(public_id, UUID): _read(version, int) for public_id, _, version in pairs}


def _read(text: str, kind: Callable[[str], T]) -> T:
    try:
        return kind(text)
    except ValueError:
        words = f"Pilihan “{text[:40]}” tidak terbaca. Muat ulang halaman, lalu pilih kembali."
        raise Refused(words) from None
