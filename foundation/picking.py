"""Reading what was ticked in a list: public ids, as their check boxes sent them."""

from collections.abc import Iterable
from uuid import UUID

from foundation.errors import Refused

UNREADABLE = "Pilihan tidak terbaca. Muat ulang halaman, lalu pilih kembali."


def picked_ids(texts: Iterable[str]) -> list[UUID]:
    """The ids in the order in which they were sent. Raises Refused when one of them cannot be read."""
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise Refused(UNREADABLE) from None


def picked_versions(texts: Iterable[str]) -> dict[UUID, int]:
    """The version the officer saw of each row ticked, sent as `id:version`. Raises Refused when one cannot be read."""
    pairs = [text.partition(":") for text in texts]
    ids = picked_ids(public_id for public_id, _, _ in pairs)
    try:
        return dict(zip(ids, (int(version) for _, _, version in pairs), strict=True))
    except ValueError:
        raise Refused(UNREADABLE) from None
