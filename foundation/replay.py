"""What the rows of a table were at an earlier moment, told from the history, and whether tables still fit it.

The image of a row that was added is the row itself while nothing has changed it, else what its first change found; the
seal taken when it was added says whether that is so. See docs/adr/0038.
"""

from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from foundation.history import Operation
from foundation.keeping import History, keeping

UTC = "SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL statement_timeout = 0"
"""How the triggers write an image, and the time it takes."""

_EVENTS = """
SELECT id, at, row_key, operation, seal, before, after,
       lead(id) OVER next IS NULL AS is_last, lead(before) OVER next AS found
FROM foundation_change WHERE table_name = %(table)s
WINDOW next AS (PARTITION BY row_key ORDER BY id)
"""

_ROWS = "SELECT ({key})::text AS row_key, to_jsonb(live) - %(hidden)s::text[] AS image FROM {table} AS live"

_AT = f"""
WITH event AS ({_EVENTS}), live AS ({_ROWS})
SELECT DISTINCT ON (row_key) row_key, operation,
       CASE WHEN operation = '{Operation.INSERT.value}' THEN CASE WHEN is_last THEN live.image ELSE found END
            WHEN after IS NOT NULL THEN coalesce(before, '{{{{}}}}') || after END AS image
FROM event LEFT JOIN live USING (row_key)
WHERE at <= %(moment)s
ORDER BY row_key, event.id DESC
"""

_MISFITS = f"""
WITH event AS ({_EVENTS}), live AS ({_ROWS}), told AS (
    SELECT row_key, is_last, seal, operation,
           CASE WHEN is_last THEN live.image ELSE found END AS next,
           CASE WHEN after IS NOT NULL THEN coalesce(before, '{{{{}}}}') || after END AS became
    FROM event LEFT JOIN live USING (row_key)
)
SELECT row_key FROM told
WHERE CASE WHEN seal IS NOT NULL THEN next IS NULL OR foundation_seal(next) <> seal
           ELSE jsonb_strip_nulls(next) IS DISTINCT FROM jsonb_strip_nulls(became) END
UNION
SELECT row_key FROM live WHERE NOT EXISTS (SELECT FROM event WHERE event.row_key = live.row_key)
ORDER BY row_key
"""


def rows_at(model: type[models.Model], moment: datetime) -> dict[str, dict[str, Any]]:
    """By key: every row that stood at that moment, as column and value, without what history must not keep."""
    rows = _asked(_AT, model, moment=moment)
    return {key: image for key, _, image in rows if image is not None}


def misfits(model: type[models.Model]) -> list[str]:
    """The keys of rows that are not what their history says, whoever changed them and by whatever way.

    A column that a migration added counts once it holds something.
    """
    return [key for (key,) in _asked(_MISFITS, model)]


def recorded_models() -> list[type[models.Model]]:
    """Those of which the history tells."""
    from django.apps import apps

    kept = keeping()
    every = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    return [model for model in every if model._meta.managed and isinstance(kept[model._meta.db_table].history, History)]


def _asked(question: str, model: type[models.Model], **more: Any) -> list[tuple]:
    table, key = model._meta.db_table, str(model._meta.pk.column)
    history = keeping()[table].history
    hidden = list(history.hidden) if isinstance(history, History) else []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UTC)
        quoted = {"table": connection.ops.quote_name(table), "key": connection.ops.quote_name(key)}
        cursor.execute(question.format(**quoted), {"table": table, "hidden": hidden, **more})
        return cursor.fetchall()
