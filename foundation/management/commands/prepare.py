"""Bring the database to what this code needs; the same command for a laptop, the tests and production."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import Error, connections, transaction

from foundation import disk, schema
from foundation.commands import PortalCommand
from foundation.history import recorded_as
from foundation.key_checks import WrongKeys, keep_checks
from foundation.role_limits import set_limits
from foundation.tables import grant, keep_months, put_history


class Command(PortalCommand):
    help = "Migrasi, pemicu riwayat, hak akses basis data, lalu data rujukan. Aman dijalankan berulang kali."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate as owner, put history and grants on every table, then load each app's reference data."""
        try:
            self._prepare(options["verbosity"])
        except (OSError, Error) as failure:
            if not disk.is_full(failure):
                raise
            raise CommandError("Disk basis data atau peladen penuh; kosongkan ruang, lalu ulangi prepare.") from None

    def _prepare(self, verbosity: int) -> None:
        if "owner" not in connections.databases:
            raise CommandError("DATABASE_OWNER_URL belum diisi: prepare bekerja sebagai pemilik basis data.")
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT set_config('foundation.label', 'prepare', false)")
            cursor.execute("SELECT pg_advisory_lock(hashtext('foundation.prepare'))")
        try:
            call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
            self._compare()
            self._compare_keys()
            self._secure()
        finally:
            connections["owner"].close()
        self._load_reference_data()

    def _compare(self) -> None:
        """Stop before anything else when migrations that ran once were other than they are now."""
        with connections["owner"].cursor() as cursor:
            found = schema.differences(cursor)
        if found:
            raise CommandError(f"Skema basis data tidak sama dengan kode: {'; '.join(found)}.")

    def _compare_keys(self) -> None:
        """Stop before anything is stored under keys that are not this database's; announce those that are new."""
        try:
            with transaction.atomic(using="owner"):
                keep_checks("owner")
        except WrongKeys as wrong:
            raise CommandError(str(wrong)) from None

    def _secure(self) -> None:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            keep_months(cursor)
            made = put_history(cursor)
            grant(cursor)
        limited = set_limits()
        self.stdout.write(f"Pemicu riwayat dipasang: {made}. Hak akses ditetapkan. Batas peran diubah: {len(limited)}.")

    def _load_reference_data(self) -> None:
        """Call `load()` of every app's `reference` module, lowest storey first, as the portal's own role."""
        for app in apps.get_app_configs():
            if find_spec(f"{app.name}.reference"):
                with recorded_as(label=f"data rujukan {app.label}"):
                    import_module(f"{app.name}.reference").load()
                self.stdout.write(f"Data rujukan dimuat: {app.label}.")
