"""Under which keys what is stored is, and writing it anew under the newest, so that an older key can be taken out.

Values of passing life (a page's cursor, a secret waiting to be shown) are not counted: they end by themselves.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, FileField, Func, IntegerField, Value

from foundation.encryption import newest
from foundation.errors import BrokenFile
from foundation.fields import EncryptedTextField
from foundation.history import RENEWAL, recorded_as
from foundation.registry import Registry
from foundation.sealed_files import SealedStorage
from foundation.sweeping import file_fields

CHUNK = 200
"""Rows that are locked and written together: an officer who saves one of them waits for no more than these."""


@dataclass(frozen=True)
class Place:
    """Rows of a model that hold encrypted values; storing `fields` of a row after `prepare` stores them renewed."""

    name: str
    rows: Callable[[], models.QuerySet]
    """Each row with all that `keys_of` asks; the values themselves deferred, where asking needs no key."""
    keys_of: Callable[[Any], Iterable[int]]
    """The numbers of the keys that a row's values are under."""
    fields: tuple[str, ...]
    prepare: Callable[[Any], None]


places: Registry[Place] = Registry("places of encrypted values that are no EncryptedTextField", key="name")


def every_place() -> list[Place]:
    """The encrypted fields of every model, what the apps have registered, then the sealed files."""
    models_of_ours = (model for model in apps.get_models() if not model._meta.proxy)
    found = ((model, _encrypted(model)) for model in models_of_ours)
    columns = (_place_of(model, names) for model, names in found if names)
    return [*columns, *places, *(_place_of_files(field) for field in file_fields())]


def in_use() -> dict[int, int]:
    """By the number of a key: how many rows have a value under it."""
    counted: Counter[int] = Counter()
    for place in every_place():
        for row in place.rows().iterator(2000):
            counted.update(set(place.keys_of(row)))
    return dict(counted)


def renew() -> Iterator[tuple[str, int]]:
    """Write every value that is under an older key anew, chunk by chunk; after each, the place and how many rows it had.

    Each chunk is a transaction, so that the portal goes on and a run that was ended goes on where it stopped: what is
    under the newest key already is passed over. Recorded as RENEWAL, which nobody's page shows as a change.
    """
    for place in every_place():
        last: Any = None
        while True:
            written, last = _renew_chunk(place, last)
            if written:
                yield place.name, written
            if last is None:
                break


def _renew_chunk(place: Place, after: Any) -> tuple[int, Any]:
    """How many rows of the next chunk were written, and the last key looked at; None at the end."""
    with recorded_as(label=RENEWAL):
        rows = place.rows().defer(None).order_by("pk").select_for_update(no_key=True, of=("self",))
        chunk = list(rows.filter(pk__gt=after)[:CHUNK] if after is not None else rows[:CHUNK])
        old = [row for row in chunk if any(number != newest() for number in place.keys_of(row))]
        for row in old:
            place.prepare(row)
        if old:
            type(old[0])._base_manager.bulk_update(old, place.fields)
    return len(old), chunk[-1].pk if chunk else None


def _encrypted(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.local_concrete_fields if isinstance(field, EncryptedTextField)]


def _place_of(model: type[models.Model], names: list[str]) -> Place:
    """Reading decrypts under whichever key, storing encrypts under the newest: nothing to prepare."""
    numbers: dict[str, Any] = {
        f"key_of_{name}": Func(F(name), Value(0), function="get_byte", output_field=IntegerField()) for name in names
    }

    def rows() -> models.QuerySet:
        return model._base_manager.annotate(**numbers).defer(*names)

    def keys_of(row: Any) -> list[int]:
        return [number for name in numbers if (number := getattr(row, name)) is not None]

    return Place(model._meta.db_table, rows, keys_of, tuple(names), lambda row: None)


def _place_of_files(field: FileField) -> Place:
    """A file is sealed anew under another name. The old one goes a day after its last row, as whoever reads it ends."""

    def rows() -> models.QuerySet:
        return field.model._base_manager.exclude(**{field.name: ""})

    def keys_of(row: Any) -> list[int]:
        number = _storage(field).key_of(getattr(row, field.name).name)
        return [] if number is None else [number]

    def prepare(row: Any) -> None:
        file = getattr(row, field.name)
        old = file.name
        with suppress(BrokenFile), file.open() as content:  # it is logged, and stays under its key until it is restored
            file.save(old.rpartition("/")[2], content, save=False)
            transaction.on_commit(partial(_storage(field).leave, old))

    return Place(f"{field.model._meta.db_table}.{field.name}", rows, keys_of, (field.name,), prepare)


def _storage(field: FileField) -> SealedStorage:
    return field.storage  # type: ignore[return-value]
