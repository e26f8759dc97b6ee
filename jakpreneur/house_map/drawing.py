"""The map as text: one address, or docs/peta.md with all of them."""

import inspect
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings

from jakpreneur.house_map.reading import read
from jakpreneur.house_map.routes import Route, routes

WITH_ROOMS = {"programs", "desk", "reports"}
OF_THE_ROOF = "jakpreneur"
"""Its tests name pages of every app and would stand everywhere."""

MAP = "docs/peta.md"
HEAD = """# Peta rumah

Dibuat dari alamat dan kode oleh `make map`; jangan diubah dengan tangan. Satu alamat: `make where ADDRESS=/peserta/daftar/`.
Yang tercatat adalah yang disebut kode halaman itu sendiri; isian serializer API tercatat sebagai formulir.
"""


def root() -> Path:
    return Path(settings.BASE_DIR)


def drawn() -> str:
    """All addresses, by the app that answers, in the order of the URLconf."""
    known = sorted(routes(), key=_app)
    parts = [f"\n## {app}\n\n" + "\n".join(_entry(route) for route in group) for app, group in groupby(known, _app)]
    return HEAD + "".join(parts)


def described(route: Route) -> str:
    """One address for the terminal, with the line where its view begins."""
    answering = route.answering
    file, line = inspect.getsourcefile(answering), inspect.getsourcelines(answering)[1]
    where = Path(file).relative_to(root()) if file and Path(file).is_relative_to(root()) else file
    return f"{route.address}  {route.name}\n  {where}:{line}\n" + "".join(
        f"  {words}: {', '.join(names) or '–'}\n" for words, names in _facts(route).items()
    )


def _entry(route: Route) -> str:
    facts = "".join(
        f"  - {words}: {', '.join(f'`{name}`' for name in names)}\n" for words, names in _facts(route).items() if names
    )
    return f"- `{route.address}` **{route.name}**\n{facts}"


def _facts(route: Route) -> dict[str, list[str]]:
    found = read(route)
    return {
        "halaman": [route.place],
        "formulir": sorted(found.forms),
        "templat": sorted(found.templates),
        "kata kerja": sorted(found.verbs),
        "uji": _tests_of(route),
    }


def _tests_of(route: Route) -> list[str]:
    """Test modules that say the address or its name."""
    name = f'"{route.name}"'
    return [path for path, text in _tests().items() if (route.name and name in text) or route.said.search(text)]


@cache
def _tests() -> dict[str, str]:
    files = sorted(path for path in (root() / "tests").rglob("*.py") if path.parent.name != OF_THE_ROOF)
    return {path.relative_to(root()).as_posix(): path.read_text() for path in files}


def _app(route: Route) -> str:
    """The app that answers; of those with rooms, the room."""
    parts = route.answering.__module__.split(".")
    return ".".join(parts[:2]) if parts[0] in WITH_ROOMS and parts[1] != "api" else parts[0]
