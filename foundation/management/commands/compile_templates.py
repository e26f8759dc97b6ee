from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from foundation.commands import PortalCommand

LONGEST = 140  # the formatter breaks at 120 what can be broken; a tag and a comment stand in one line


class Command(PortalCommand):
    help = (
        "Menerjemahkan setiap templat portal, supaya salah tulis dan baris panjang ketahuan sebelum halamannya dibuka."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile every template of ours. Raises CommandError naming those that do not, and lines nobody can read."""
        wrong = []
        for name in sorted(self._names()):
            try:
                source = get_template(name).template.source  # type: ignore[attr-defined]  # Django's own engine has it
            except TemplateSyntaxError as error:
                wrong.append(f"{name}: {error}")
                continue
            lengths = enumerate(map(len, source.splitlines()), start=1)
            wrong += [f"{name}:{line}: {n} characters, at most {LONGEST}" for line, n in lengths if n > LONGEST]
        if wrong:
            raise CommandError("\n".join(wrong))

    def _engines(self) -> list[dict[str, Any]]:
        return settings.TEMPLATES

    def _names(self) -> set[str]:
        folders = [Path(folder) for engine in self._engines() for folder in engine["DIRS"]]
        folders += [
            Path(app.path) / "templates"
            for app in apps.get_app_configs()
            if settings.BASE_DIR in Path(app.path).parents
        ]
        return {
            str(path.relative_to(folder))
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file() and ".venv" not in path.parts
        }
