"""Rows that were ticked on a page, as the page sends them."""

from collections.abc import Iterable
from uuid import UUID

from foundation.errors import Refused


def picked_ids(texts: Iterable[str]) -> list[UUID]:
    """The public ids that were sent, in their order. Refused naming the first that is none: nothing by halves."""
    return [_read(text) for text in texts]


def _read(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        told = f"Tidak ada yang diproses: pilihan “{text[:40]}” tidak terbaca. Muat ulang halaman, lalu pilih kembali."
        raise Refused(told) from None
