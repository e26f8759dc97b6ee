"""Reference data of the offices: regions from the CSV beside this file, sudin and target lines from this page.

Loading twice changes nothing; a region that left the CSV stays, because records point to it.
"""

import csv
from pathlib import Path

from offices.models import Region, Sudin, TargetLine

REGIONS = Path(__file__).parent / "data" / "regions.csv"

SUDIN = [
    (
        "PPKUKM",
        "Perindustrian, Perdagangan, Koperasi, Usaha Kecil dan Menengah",
        "PPKUKM",
        ["PPUKM", "PPKUMKM", "UMKM", "Perindustrian Perdagangan Koperasi UKM"],
    ),
    ("SOSIAL", "Sosial", "Sosial", ["Dinsos", "Sudinsos"]),
    (
        "PAREKRAF",
        "Pariwisata dan Ekonomi Kreatif",
        "Parekraf",
        ["Pariwisata Ekonomi dan Kreatif", "Pariwisata", "Parekraf"],
    ),
    (
        "NAKERTRANSGI",
        "Tenaga Kerja, Transmigrasi dan Energi",
        "Nakertransgi",
        ["Nakertrans", "Nakertransgi", "Tenaga Kerja"],
    ),
    ("PPAPP", "Pemberdayaan, Perlindungan Anak dan Pengendalian Penduduk", "PPAPP", ["P2APP", "PPAPP"]),
    ("KPKP", "Ketahanan Pangan, Kelautan dan Pertanian", "KPKP", ["KPKP", "Ketahanan Pangan"]),
]

LINES = [
    ("PPKUKM.UKM", "PPKUKM", "PPKUKM – UKM"),
    ("PPKUKM.IKM", "PPKUKM", "PPKUKM – IKM"),
    ("SOSIAL", "SOSIAL", "Sosial"),
    ("PAREKRAF", "PAREKRAF", "Parekraf"),
    ("NAKERTRANSGI", "NAKERTRANSGI", "Nakertransgi"),
    ("PPAPP", "PPAPP", "PPAPP"),
    ("KPKP", "KPKP", "KPKP"),
]


def load() -> None:
    """Bring regions, sudin and target lines to what the files say."""
    Region.objects.bulk_create(
        regions(),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "starts_on", "ends_on", "successor"],
    )
    for position, (code, name, short_name, aliases) in enumerate(SUDIN, start=1):
        values = {"name": name, "short_name": short_name, "aliases": aliases, "position": position}
        Sudin.objects.update_or_create(code=code, defaults=values)
    for position, (code, sudin, name) in enumerate(LINES, start=1):
        TargetLine.objects.update_or_create(code=code, defaults={"sudin_id": sudin, "name": name, "position": position})


def regions() -> list[Region]:
    """The rows of the CSV, successors first so that they can be pointed to."""
    with REGIONS.open(newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: bool(row["successor"]))
    return [
        Region(
            code=row["code"],
            name=row["name"],
            starts_on=row["starts_on"] or None,
            ends_on=row["ends_on"] or None,
            successor_id=row["successor"] or None,
        )
        for row in rows
    ]
