"""What `prepare` puts on every table: history triggers, the guard against TRUNCATE, and what each role may do."""

from django.conf import settings
from django.db.backends.utils import CursorWrapper

# A table's own trigger names; the events are PostgreSQL's.
_TRIGGERS = {
    "history_insert": "AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows",
    "history_update": "AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "history_delete": "AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows",
}
_NO_TRUNCATE = "history_no_truncate"

# Tables the portal's role may read only: it can neither write history nor pretend a migration ran.
READ_ONLY = {"foundation_change", "django_migrations"}


def tables(cursor: CursorWrapper) -> list[str]:
    """Every table of the portal; partitions belong to their parent and are left out."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname"
    )
    return [name for (name,) in cursor.fetchall()]


def put_history(cursor: CursorWrapper) -> int:
    """Put the triggers on every table that is not exempt and lacks them; answers how many were made."""
    present = _present(cursor)
    made = 0
    for table in tables(cursor):
        wanted = {} if table in settings.HISTORY_EXEMPT_TABLES else _wanted(cursor, table)
        if table not in settings.HISTORY_EXEMPT_TABLES or table == "foundation_change":
            wanted[_NO_TRUNCATE] = _truncate_guard(table)
        for name, statement in wanted.items():
            if (table, name, _arguments_of(statement)) not in present:
                cursor.execute(statement)
                made += 1
    return made


def _wanted(cursor: CursorWrapper, table: str) -> dict[str, str]:
    names = [_key_column(cursor, table), *settings.HISTORY_HIDDEN_COLUMNS.get(table, [])]
    arguments = ", ".join(f"'{name}'" for name in names)
    return {
        name: f"CREATE OR REPLACE TRIGGER {name} {event.format(table=_quoted(table))}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION foundation_record_change({arguments})"
        for name, event in _TRIGGERS.items()
    }


def _truncate_guard(table: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {_NO_TRUNCATE} BEFORE TRUNCATE ON {_quoted(table)}"
        " FOR EACH STATEMENT EXECUTE FUNCTION foundation_refuse_truncate()"
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
        raise ValueError(f"{table}: history needs a primary key of one column, or an entry in HISTORY_EXEMPT_TABLES.")
    return columns[0]


def grant(cursor: CursorWrapper) -> None:
    """Give each role what it needs and take what it had beyond; one transaction, so nobody sees the gap."""
    application, reader = settings.APPLICATION_ROLE, settings.READER_ROLE
    for role in ("PUBLIC", application, reader):
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        cursor.execute(f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}")
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM {role}")
    for role in (application, reader):
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {application}")
    for table in tables(cursor):
        if table not in READ_ONLY:
            cursor.execute(f"GRANT INSERT, UPDATE, DELETE ON {_quoted(table)} TO {application}")
        if table in settings.READER_HIDDEN_TABLES:
            cursor.execute(f"REVOKE ALL ON {_quoted(table)} FROM {reader}")


def _quoted(table: str) -> str:
    return '"' + table.replace('"', '""') + '"'
