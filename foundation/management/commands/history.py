"""manage.py history check"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from foundation.commands import PortalCommand
from foundation.replay import misfits, recorded_models

SHOWN = 10


class Command(PortalCommand):
    help = "Cocokkan setiap tabel dengan riwayatnya: baris yang diubah di luar riwayat disebut."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError where a row is not what its history says."""
        wrong = {model: keys for model in recorded_models() if (keys := misfits(model))}
        for model, keys in wrong.items():
            more = f" dan {len(keys) - SHOWN} lain" if len(keys) > SHOWN else ""
            self.stderr.write(f"{model._meta.db_table}: {', '.join(keys[:SHOWN])}{more}")
        if wrong:
            raise CommandError(f"{sum(map(len, wrong.values()))} baris tidak sama dengan riwayatnya.")
        self.stdout.write(f"{len(recorded_models())} tabel sama dengan riwayatnya.")
