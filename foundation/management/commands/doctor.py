"""What is wrong with this portal, in sentences."""

from typing import Any

from django.core.management.base import CommandError

from foundation.commands import PortalCommand
from foundation.health import wrong


class Command(PortalCommand):
    help = "Memeriksa basis data, kunci, disk, proksi, pekerja, dan penjadwal; mengatakan yang salah dan yang perlu dilakukan."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """One sentence each for what is not well, and exit code 1; or that all is well."""
        if found := wrong():
            raise CommandError("\n".join(["Ada yang perlu diperiksa.", *found]))
        self.stdout.write("Semua pemeriksaan baik.")
