"""Who changed what, and when: written by database triggers, whoever changes it and by whatever way.

`prepare` puts the triggers on every table. The portal's own database role can read this table and nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import connection, models, transaction
from django.db.models import QuerySet

from foundation.keeping import NoHistory

NO_CONTEXT = "tanpa konteks"
RENEWAL = "ganti kunci"
"""The label of writing values anew under another key: the row changes, and nothing that it says."""


class Operation(models.TextChoices):
    INSERT = "INSERT", "Ditambahkan"
    UPDATE = "UPDATE", "Diubah"
    DELETE = "DELETE", "Dihapus"


class Change(models.Model):
    """One change of one row of one table. `label` says what was going on; see `recorded_as`.

    `before` is the whole row as it was, `after` the columns that became others. Of a row that was added the history
    keeps no second copy but the `seal` of it: the row itself is the image, or the first later `before`; see
    `foundation.replay`. Partitioned by month, and indexed for the history of a row alone: every write pays for more.
    """

    history = NoHistory("It is the history.", may_truncate=False)

    at = models.DateTimeField()
    table_name = models.TextField()
    row_key = models.TextField()
    operation = models.TextField(choices=Operation.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    seal = models.BinaryField(null=True)
    user_id = models.BigIntegerField(null=True)
    request_id = models.TextField(blank=True)
    label = models.TextField()

    class Meta:
        verbose_name = "perubahan"
        verbose_name_plural = "perubahan"
        indexes = [
            models.Index("row_key", name="change_of_row"),
            BrinIndex(fields=["at"], name="change_at"),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.table_name} {self.row_key}"


class SealKey(models.Model):
    """The secret of the seals: without it nobody can try which values a sealed row had. The owner's alone to read."""

    history = NoHistory("One row, which never changes.", may_truncate=False)

    id = models.SmallIntegerField(primary_key=True)
    secret = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "kunci segel"

    def __str__(self) -> str:
        return "kunci segel"


def history_of(instance: models.Model) -> QuerySet[Change]:
    """Every recorded change of what this row says, oldest first."""
    changes = Change.objects.filter(table_name=instance._meta.db_table, row_key=str(instance.pk))
    return changes.exclude(label=RENEWAL).order_by("id")


def columns_changed_since(instance: models.Model, version: int) -> set[str]:
    """The columns of a versioned row that any change from this version on has touched."""
    later = history_of(instance).filter(operation=Operation.UPDATE, before__version__gte=version)
    pairs = later.values_list("before", "after")
    both = [(before, after) for before, after in pairs if before and after]
    return {column for before, after in both for column in after if after[column] != before.get(column)}


@contextmanager
def recorded_as(
    user: Any = None, request_id: str | None = None, label: str = "", using: str = "default"
) -> Iterator[None]:
    """One transaction whose changes are recorded as this user's (nobody's without one), under this request id and label.

    For commands, tasks and tests; a request has its own from the middleware. `label` says what is going on, as in
    "jadwal rollup"; without one it is "program". Inside another block the inner names hold until the inner block ends.
    """
    before = _context() if connection.in_atomic_block and using == "default" else None
    with transaction.atomic(using=using):
        set_context(
            user_id=getattr(user, "pk", None), request_id=request_id or "", label=label or "program", using=using
        )
        yield
        if before:
            set_context(*before)


def attribute_to(user: Any) -> None:
    """From here to the end of the transaction, changes are this user's: for whoever learns late who is asking."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('foundation.user_id', %s, true)", [_text(user.pk)])


def set_context(user_id: int | None, request_id: str, label: str, using: str = "default") -> None:
    """Say who acts, for the rest of this transaction."""
    with transaction.get_connection(using).cursor() as cursor:
        cursor.execute(
            "SELECT set_config('foundation.user_id', %s, true), set_config('foundation.request_id', %s, true),"
            " set_config('foundation.label', %s, true)",
            [_text(user_id), request_id, label],
        )


def _context() -> tuple[int | None, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nullif(current_setting('foundation.user_id', true), '')::bigint,"
            " coalesce(current_setting('foundation.request_id', true), ''),"
            " coalesce(current_setting('foundation.label', true), '')"
        )
        return cursor.fetchone()


def _text(user_id: int | None) -> str:
    return "" if user_id is None else str(user_id)
