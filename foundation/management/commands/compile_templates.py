from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template


class Command(BaseCommand):
    help = "Menerjemahkan setiap templat portal, supaya salah tulis ketahuan sebelum halamannya dibuka."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile every template of ours. Raises CommandError naming those that do not."""
        wrong = []
        for name in sorted(self._names()):
            try:
                get_template(name)
            except TemplateSyntaxError as error:
                wrong.append(f"{name}: {error}")
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
