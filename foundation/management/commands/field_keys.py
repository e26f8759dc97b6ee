"""manage.py field_keys status | renew | forget --kunci 1"""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connections

from foundation.commands import PortalCommand, between
from foundation.encryption import newest
from foundation.history import recorded_as
from foundation.key_checks import WrongKeys, forget, require_fitting
from foundation.numbers import grouped
from foundation.rekeying import in_use, renew


class Command(PortalCommand):
    help = "Sebutkan kunci yang dipakai, tulis ulang semua isian dengan kunci terbaru, atau lupakan kunci yang lama."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["status", "renew", "forget"])
        parser.add_argument("--kunci", type=between(1, 255), help="nomor kunci lama yang dilupakan")

    def handle(self, *args: Any, what: str, kunci: int | None, **options: Any) -> None:
        if what == "forget":
            self._forget(kunci)
            return
        if what == "renew":
            self._renew()
        self._status()

    def _status(self) -> None:
        """Each key with its rows; the older ones that can go are named."""
        rows = in_use()
        for number, count in sorted(rows.items()):
            self.stdout.write(f"Kunci {number}: {grouped(count)} baris atau berkas.")
        if not set(rows) - {newest()}:
            self.stdout.write(
                f"Semua isian dan berkas memakai kunci {newest()}; kunci yang lebih lama dapat dilupakan."
            )

    def _renew(self) -> None:
        """Under a key that `prepare` has announced and no other: what it writes is to be read by the portal."""
        try:
            require_fitting()
        except WrongKeys as wrong:
            raise CommandError(str(wrong)) from None
        done: dict[str, int] = {}
        for place, written in renew():
            done[place] = done.get(place, 0) + written
            self.stdout.write(f"{place}: {grouped(done[place])} baris ditulis ulang.")

    def _forget(self, number: int | None) -> None:
        if number is None:
            raise CommandError("Sebut nomornya, misalnya --kunci 1.")
        if "owner" not in connections.databases:
            raise CommandError("DATABASE_OWNER_URL belum diisi: hanya pemilik basis data melupakan kunci.")
        with recorded_as(label="lupakan kunci"):
            forget(number, using="owner")
        self.stdout.write(f"Kunci {number} dilupakan. Keluarkan dari FIELD_KEYS, lalu mulai ulang web dan pekerja.")
