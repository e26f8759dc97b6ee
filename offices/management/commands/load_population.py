"""manage.py load_population penduduk.csv"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from foundation.commands import PortalCommand
from foundation.csv_reading import opened
from foundation.history import recorded_as
from foundation.numbers import grouped
from offices.population import COLUMNS, load


class Command(PortalCommand):
    help = f"Muat jumlah penduduk per kelurahan dari CSV dengan kolom {', '.join(COLUMNS)}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path)

    def handle(self, *args: Any, berkas: Path, **options: Any) -> None:
        """Load every good line and name the others; a failure if there are any."""
        try:
            with opened(berkas) as lines, recorded_as(label="jumlah penduduk"):
                stored, wrong = load(lines)
        except OSError as failure:
            raise CommandError(f"{berkas} tidak dapat dibaca: {failure.strerror}.") from None
        for line in wrong:
            self.stderr.write(f"Baris {line.number}: {line.what}")
        self.stdout.write(f"{grouped(stored)} kelurahan dimuat.")
        if wrong:
            raise CommandError(f"{grouped(len(wrong))} baris tidak dimuat; perbaiki, lalu muat berkas itu sekali lagi.")
