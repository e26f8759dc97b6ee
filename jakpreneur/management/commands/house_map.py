"""`make map` writes docs/peta.md anew; `make where ADDRESS=...` tells of one address."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.urls import Resolver404

from foundation.commands import PortalCommand
from jakpreneur.house_map.drawing import MAP, described, drawn, root
from jakpreneur.house_map.routes import route_of


class Command(PortalCommand):
    help = "Menulis docs/peta.md, atau menjelaskan satu alamat: halaman, formulir, templat, kata kerja, uji."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", nargs="?", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell of the address given, or draw the whole map."""
        if not options["address"]:
            (root() / MAP).write_text(drawn())
            self.stdout.write(f"{MAP} ditulis.")
            return
        try:
            self.stdout.write(described(route_of(options["address"])))
        except Resolver404:
            raise CommandError(f"Tidak ada halaman di alamat {options['address']}.") from None
