"""`manage.py first_admin NAME` prints the one-time link of the first administrator."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.urls import reverse

from accounts import first_admin
from foundation.commands import PortalCommand, line
from foundation.history import recorded_as
from offices.regions import Level, Region

JAKARTA_BARAT = "31.73"


class Command(PortalCommand):
    help = "Buat administrator pertama dan cetak tautan sekali pakai untuk membuat kata sandinya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAMA", type=line(80), help="nama pengguna, misalnya admin")
        parser.add_argument(
            "--wilayah", type=line(Level.KELURAHAN), default=JAKARTA_BARAT, help="kode kota (bawaan %(default)s)"
        )
        parser.add_argument("--alamat", type=line(200), help="alamat portal, misalnya https://jakpreneur.example.go.id")

    def handle(self, *args: Any, **options: Any) -> None:
        region = Region.objects.filter(pk=options["wilayah"]).first()
        if region is None:
            raise CommandError(f"Tidak ada wilayah {options['wilayah']}. Jalankan prepare dahulu.")
        with recorded_as(label="first_admin"):
            token = first_admin.make(options["name"], region)
        self.stdout.write(f"Administrator {options['name'].lower()} untuk {region}.")
        self.stdout.write("Buka tautan ini dalam 72 jam untuk membuat kata sandi (satu kali pakai):")
        self.stdout.write(f"{_origin(options['alamat'])}{reverse('set_password', args=[token])}")


def _origin(given: str | None) -> str:
    """Where the portal is reached, as far as the settings tell."""
    if given:
        return given.rstrip("/")
    return f"{'https' if settings.SECURE else 'http'}://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
