"""manage.py rollup fold | check | rebuild"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from foundation.commands import PortalCommand
from foundation.history import recorded_as
from reports.figures import rollup


class Command(PortalCommand):
    help = "Lipat perubahan ke sel, periksa semua angka terhadap catatan, atau hitung ulang dari awal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["fold", "check", "rebuild"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if failure := getattr(self, f"_{what}")():
            raise CommandError(failure)

    def _fold(self) -> None:
        self.stdout.write(f"{rollup.fold()} perubahan dilipat.")

    def _check(self) -> str | None:
        with recorded_as(label="rollup check"):
            run = rollup.check()
        for difference in run.differences:
            self.stderr.write(difference)
        if run.differing:
            return f"{run.differing} dari {run.cells} sel berbeda dengan hitungan ulang."
        self.stdout.write(f"{run.cells} sel dibandingkan, tidak ada yang berbeda.")
        return None

    def _rebuild(self) -> None:
        with recorded_as(label="rollup rebuild"):
            self.stdout.write(f"{rollup.rebuild()} sel dihitung ulang.")
