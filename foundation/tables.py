"""What `prepare` puts on every table: history triggers, the guards against change, and what each role may do."""

from django.conf import settings
from django.db.backends.utils import CursorWrapper

from foundation.days import first_of, month_number, start_of, today
from foundation.keeping import History, Keeping, NoHistory, keeping

# A table's own trigger names; the events are PostgreSQL's.
_TRIGGERS = {
    "history_insert": "AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows",
    "history_update": "AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "history_delete": "AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows",
}
_NO_TRUNCATE = "history_no_truncate"
_NO_CHANGE = "history_no_change"

# Tables the portal's role may read only: it can neither write history, nor pretend a migration ran or its keys fit.
READ_ONLY = {"foundation_change", "foundation_keycheck", "django_migrations"}

OWNERS_ALONE = {"foundation_sealkey"}
"""Tables nobody but the owner reads; functions of the owner's use them."""

MONTHS_AHEAD = 12
"""For so many months there is a partition of the history beforehand."""


def tables(cursor: CursorWrapper) -> list[str]:
    """Every table of the portal; partitions belong to their parent and are left out."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname"
    )
    return [name for (name,) in cursor.fetchall()]


def views(cursor: CursorWrapper) -> list[str]:
    """Every view of the portal; it shows what its owner may see, whoever asks."""
    cursor.execute("SELECT viewname FROM pg_views WHERE schemaname = 'public' ORDER BY viewname")
    return [name for (name,) in cursor.fetchall()]


def put_history(cursor: CursorWrapper) -> int:
    """Put the triggers on every table that keeps its history and lacks them; answers how many were made."""
    present, kept = _present(cursor), keeping()
    made = 0
    for table in tables(cursor):
        wanted = _wanted(cursor, table, kept[table])
        for name, statement in wanted.items():
            if (table, name, _arguments_of(statement)) not in present:
                cursor.execute(statement)
                made += 1
    return made


def keep_months(cursor: CursorWrapper) -> int:
    """A partition of the history for this month and each of the next; answers how many were made.

    None for a month of which the rest holds changes already: there they stay, and come to no harm.
    """
    made, current = 0, month_number(today())
    for month in range(current, current + MONTHS_AHEAD + 1):
        span = [start_of(first_of(month)), start_of(first_of(month + 1))]
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [name := f"foundation_change_{first_of(month):%Y_%m}"])
        (exists,) = cursor.fetchone()
        cursor.execute("SELECT EXISTS (SELECT FROM foundation_change_rest WHERE at >= %s AND at < %s)", span)
        (late,) = cursor.fetchone()
        if not exists and not late:
            cursor.execute(f"CREATE TABLE {name} PARTITION OF foundation_change FOR VALUES FROM (%s) TO (%s)", span)
            made += 1
    return made


def _wanted(cursor: CursorWrapper, table: str, kept: Keeping) -> dict[str, str]:
    """The triggers by name, as the statements that make them."""
    return _recording(cursor, table, kept.history) | ({_NO_CHANGE: _change_guard(table)} if kept.append_only else {})


def _recording(cursor: CursorWrapper, table: str, history: History | NoHistory) -> dict[str, str]:
    if isinstance(history, NoHistory):
        return {} if history.may_truncate else {_NO_TRUNCATE: _truncate_guard(table)}
    names = [_key_column(cursor, table), *history.hidden]
    arguments = ", ".join(f"'{name}'" for name in names)
    triggers = {
        name: f"CREATE OR REPLACE TRIGGER {name} {event.format(table=_quoted(table))}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION foundation_record_change({arguments})"
        for name, event in _TRIGGERS.items()
    }
    return triggers | {_NO_TRUNCATE: _truncate_guard(table)}


def _truncate_guard(table: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {_NO_TRUNCATE} BEFORE TRUNCATE ON {_quoted(table)}"
        " FOR EACH STATEMENT EXECUTE FUNCTION foundation_refuse_truncate()"
    )


def _change_guard(table: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {_NO_CHANGE} BEFORE UPDATE OR DELETE ON {_quoted(table)}"
        " FOR EACH STATEMENT EXECUTE FUNCTION foundation_refuse_change()"
    )


def _arguments_of(statement: str) -> str:
    inside = statement.rsplit("(", 1)[1].rstrip(")")
    return inside.replace("'", "").replace(" ", "")


def _present(cursor: CursorWrapper) -> set[tuple[str, str, str]]:
    cursor.execute(
        "SELECT relname, tgname, array_to_string(string_to_array(encode(tgargs, 'escape'), '\\000'), ',')"
        " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND tgname LIKE 'history\\_%%'"
    )
    return {(table, name, arguments.rstrip(",")) for table, name, arguments in cursor.fetchall()}


def _key_column(cursor: CursorWrapper, table: str) -> str:
    """The single column of the primary key; a table that has no such key cannot have a history."""
    cursor.execute(
        "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)"
        " WHERE indrelid = %s::regclass AND indisprimary",
        [f"public.{_quoted(table)}"],
    )
    columns = [name for (name,) in cursor.fetchall()]
    if len(columns) != 1:
        raise ValueError(
            f"{table}: history needs a primary key of one column, or `history = NoHistory(...)` in its model."
        )
    return columns[0]


def grant(cursor: CursorWrapper) -> None:
    """Give each role what it needs and take what it had beyond; one transaction, so nobody sees the gap."""
    application, reader, kept = settings.APPLICATION_ROLE, settings.READER_ROLE, keeping()
    for role in ("PUBLIC", application, reader):
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM {role}")
    for role in (application, reader):
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {application}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {application}")
    for table in OWNERS_ALONE:
        cursor.execute(f"REVOKE ALL ON {_quoted(table)} FROM {application}")
    cursor.execute(f"GRANT EXECUTE ON FUNCTION foundation_seal(jsonb) TO {application}")
    for table in tables(cursor):
        if table not in READ_ONLY | OWNERS_ALONE:
            writes = "INSERT" if kept[table].append_only else "INSERT, UPDATE, DELETE"
            cursor.execute(f"GRANT {writes} ON {_quoted(table)} TO {application}")
    for table in [*tables(cursor), *views(cursor)]:
        if sees := kept[table].reader_sees:
            columns = f" ({', '.join(map(_quoted, sees))})" if isinstance(sees, tuple) else ""
            cursor.execute(f"GRANT SELECT{columns} ON {_quoted(table)} TO {reader}")


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'
