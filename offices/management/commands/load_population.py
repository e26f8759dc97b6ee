"""manage.py load_population penduduk.csv"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.history import recorded_as
from foundation.numbers import grouped
from offices.population import COLUMNS, load


class Command(BaseCommand):
    help = f"Muat jumlah penduduk per kelurahan dari CSV dengan kolom {', '.join(COLUMNS)}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", type=Path)

    def handle(self, *args: Any, berkas: Path, **options: Any) -> None:
        """Load every good line and name the others; a failure if there are any."""
        try:
            with berkas.open(encoding="utf-8", newline="") as lines, recorded_as(label="jumlah penduduk"):
                stored, wrong = load(lines)
        except (OSError, UnicodeDecodeError) as failure:
            raise CommandError(f"{berkas} tidak dapat dibaca sebagai CSV UTF-8: {failure}") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        for line in wrong:
            self.stderr.write(f"Baris {line.number}: {line.what}")
        self.stdout.write(f"{grouped(stored)} kelurahan dimuat.")
        if wrong:
            raise CommandError(f"{grouped(len(wrong))} baris tidak dimuat; perbaiki, lalu muat berkas itu sekali lagi.")
