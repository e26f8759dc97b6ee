"""`manage.py demo_accounts` makes the accounts of the demonstration and prints who they are."""

import os
from typing import Any

from django.core.management.base import CommandError

from demonstration import accounts
from foundation.commands import PortalCommand
from foundation.history import recorded_as


class Command(PortalCommand):
    help = "Buat akun contoh dengan kata sandi DEMO_PASSWORD (hanya dalam mode contoh), lalu cetak daftarnya."

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD", "")
        if not password:
            raise CommandError("DEMO_PASSWORD belum diisi: `make run` dan `make manage` mengisinya sendiri.")
        with recorded_as(label="demo_accounts"):
            accounts.make(password)
        for line in _table([("Nama pengguna", "Peran", "Tempat"), *accounts.accounts()]):
            self.stdout.write(line)


def _table(rows: list[tuple[str, str, str]]) -> list[str]:
    """The rows in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [f"{name:<{widths[0]}}  {role:<{widths[1]}}  {where}" for name, role, where in rows]
