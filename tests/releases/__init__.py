"""The database of each release, small and synthetic: which migrations had run, and rows of every table.

`python -m tests.releases.keep` writes those of the version at hand. A file of rows is COPY's text, table by table: a line
`= table: columns` before the rows, an empty line after them.
"""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
SUFFIX = ".rows"
TABLES = """
SELECT relname, array_agg(quote_ident(attname) ORDER BY attnum)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
  AND relname <> 'django_migrations' AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
GROUP BY relname ORDER BY relname
"""
SEQUENCES = """
SELECT format('SELECT setval(%L, greatest((SELECT max(%I) FROM %I), 1))',
              pg_get_serial_sequence(quote_ident(relname), attname), attname, relname)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
  AND attnum > 0 AND NOT attisdropped AND pg_get_serial_sequence(quote_ident(relname), attname) IS NOT NULL
"""


def versions() -> list[str]:
    """Those kept, oldest first."""
    return sorted((path.stem for path in FOLDER.glob(f"*{SUFFIX}")), key=lambda text: [int(n) for n in text.split(".")])


def written(cursor) -> str:
    """The rows of every table, as they are kept."""
    cursor.execute(TABLES)
    parts = []
    for table, columns in cursor.fetchall():
        rows = io.StringIO()
        cursor.copy_expert(f'COPY (SELECT {", ".join(columns)} FROM "{table}") TO STDOUT', rows)
        if rows.getvalue():
            parts.append(f"= {table}: {', '.join(columns)}\n{rows.getvalue()}\n")
    return "".join(parts)


def load(cursor, version: str) -> int:
    """Put the kept rows into an empty database of that version, past its triggers; answers how many tables had any."""
    tables = list(_read((FOLDER / f"{version}{SUFFIX}").read_text()))
    cursor.execute("SET session_replication_role = replica")
    for table, columns, rows in tables:
        cursor.execute(f'DELETE FROM "{table}"')  # what migrations put there
        cursor.copy_expert(f'COPY "{table}" ({columns}) FROM STDIN', io.StringIO(rows))
    cursor.execute("SET session_replication_role = origin")
    cursor.execute(SEQUENCES)
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)
    return len(tables)


def _read(text: str) -> Iterator[tuple[str, str, str]]:
    for part in text.split("\n\n"):
        if part:
            head, _, rows = part.partition("\n")
            table, _, columns = head.removeprefix("= ").partition(": ")
            yield table, columns, rows + "\n"


def fingerprint(app: str, name: str) -> str:
    """What tells a migration of ours that was changed after its release; "-" for those of packages."""
    ours = [path for where in ("", "programs/") for path in ROOT.glob(f"{where}{app}/migrations/{name}.py")]
    return hashlib.sha256(ours[0].read_bytes()).hexdigest() if ours else "-"


def ran(version: str) -> dict[tuple[str, str], str]:
    """The migrations that had run: their fingerprints, by app and name."""
    lines = (FOLDER / f"{version}.migrations").read_text().splitlines()
    return {(app, name): mark for app, name, mark in (line.split() for line in lines)}
