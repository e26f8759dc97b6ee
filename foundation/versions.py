"""Two officers on one row: the second to save learns of the first instead of undoing their work."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F

from foundation.days import long_date, stamp
from foundation.errors import FieldConflict, Stale
from foundation.history import columns_changed_since


class Versioned(models.Model):
    """A row that several officers edit. Forms carry `version`; saving goes through `save_if_unchanged`."""

    version = models.PositiveIntegerField("versi", default=1, editable=False)

    class Meta:
        abstract = True


def save_if_unchanged(obj: Versioned, version: int, /, *, also_changed: bool = False, **values: Any) -> bool:
    """Store `values` if the row still has this version, and count it up; compare and set in one statement.

    Values that all stand there already store nothing and leave the version, unless something that hangs on the row
    `also_changed`: the answer is whether anything changes. Raises Stale with `changes_since` when somebody saved
    meanwhile. `obj` then still holds what it held; after success it holds what is stored.
    """
    rows = type(obj)._base_manager.filter(pk=obj.pk, version=version)
    standing = rows.only(*values).first()
    differs = also_changed or standing is None or any(_differs(standing, *pair) for pair in values.items())
    if standing is None or (differs and not rows.update(version=F("version") + 1, **values)):
        raise Stale(changes_since(obj, version, values))
    for name, value in values.items():
        setattr(obj, name, value)
    obj.version = version + differs
    return differs


def changes_since(obj: Versioned, version: int, values: dict[str, Any]) -> list[FieldConflict]:
    """The fields among `values` that others changed after this version: what is stored now, beside what is wished.

    A field that only the asking officer changed is not among them, nor one where both wish the same.
    """
    current = type(obj)._base_manager.filter(pk=obj.pk).first()
    if current is None:
        return []
    touched = columns_changed_since(obj, version)
    changes = []
    for name, yours in values.items():
        field: Any = obj._meta.get_field(name)
        theirs = getattr(current, name)
        if field.column in touched and theirs != yours:
            label = str(getattr(field, "verbose_name", name))
            changes.append(FieldConflict(name, label, _shown(field, theirs), _shown(field, yours)))
    return changes


def _differs(row: models.Model, name: str, wished: Any) -> bool:
    """Whether the row holds another value there; of another row its key alone is compared."""
    field: Any = row._meta.get_field(name)
    return getattr(row, field.attname) != (wished.pk if isinstance(wished, models.Model) else wished)


def _shown(field: Any, value: Any) -> str:
    """A value as the officer reads it in a list of differences."""
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return long_date(value)
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))
