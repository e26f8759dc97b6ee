"""Load the demonstration city, and count it."""

from typing import Any

from django.db import connections

from demonstration import calendar
from demonstration.loading import load
from foundation.commands import PortalCommand, between
from reports.figures import rollup


class Command(PortalCommand):
    help = "Muat Jakarta Barat rekaan ke basis data contoh yang masih kosong."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--participants", type=between(1, 2_000_000), default=calendar.USUAL_SIZE, help="jumlah peserta rekaan"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse with a sentence, or load, fold and check."""
        load(options["participants"], self.stdout.write)
        self._let_the_planner_know()
        rollup.fold()
        found = rollup.check()
        self.stdout.write(f"{found.cells} sel diperiksa, {found.differing} berbeda.")

    def _let_the_planner_know(self) -> None:
        """Only the owner may; elsewhere autovacuum does it within a minute."""
        if "owner" in connections.databases:
            with connections["owner"].cursor() as cursor:
                cursor.execute("ANALYZE")
            connections["owner"].close()
