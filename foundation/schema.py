"""Whether the database has the columns that the models ask for: migrations that ran say nothing of what was in them."""

from django.apps import apps
from django.db.backends.utils import CursorWrapper

_COLUMNS = """
SELECT relname, attname, attnotnull AND NOT atthasdef AND attidentity = '' AS must_be_given
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE attnum > 0 AND NOT attisdropped AND pg_table_is_visible(pg_class.oid) AND relname = ANY(%s)
"""


def differences(cursor: CursorWrapper) -> list[str]:
    """What does not fit, each as table.column with the reason; empty when everything does. One query.

    A column that the models do not know counts only where every new row would have to fill it.
    """
    wanted = _wanted()
    cursor.execute(_COLUMNS, [list(wanted)])
    found: dict[str, dict[str, bool]] = {table: {} for table in wanted}
    for table, column, must_be_given in cursor.fetchall():
        found[table][column] = must_be_given
    missing = [
        f"{table}.{name} tidak ada" for table, names in wanted.items() for name in sorted(names - set(found[table]))
    ]
    unknown = [
        f"{table}.{name} wajib diisi tetapi tidak dikenal"
        for table, columns in found.items()
        for name, must_be_given in sorted(columns.items())
        if must_be_given and name not in wanted[table]
    ]
    return missing + unknown


def _wanted() -> dict[str, set[str]]:
    """The columns of every managed model's table, those between two models included."""
    tables: dict[str, set[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            columns = {field.column for field in model._meta.local_concrete_fields if field.column}
            tables.setdefault(model._meta.db_table, set()).update(columns)
    return tables
