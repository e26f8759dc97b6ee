"""Reference data of the offices: regions from the CSV beside this file, sudin and target lines from this page.

Reference data begin things and never change or end them: what is there already is the office's own, whatever it says.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Model

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
    """Add the regions, sudin and target lines that are missing."""
    _add(Region, regions())
    sudin = (
        Sudin(code=code, name=name, short_name=short_name, aliases=aliases, position=position)
        for position, (code, name, short_name, aliases) in enumerate(SUDIN, start=1)
    )
    _add(Sudin, sudin)
    lines = (
        TargetLine(code=code, sudin_id=sudin, name=name, position=position)
        for position, (code, sudin, name) in enumerate(LINES, start=1)
    )
    _add(TargetLine, lines)


def _add(model: type[Model], rows: Iterable[Model]) -> None:
    """Store those of the rows whose code is not there yet."""
    there = set(model._default_manager.values_list("pk", flat=True))
    model._default_manager.bulk_create([row for row in rows if row.pk not in there])


def regions() -> list[Region]:
    """The rows of the CSV."""
    with REGIONS.open(newline="") as lines:
        return [Region(**row | {"starts_on": row["starts_on"] or None}) for row in csv.DictReader(lines)]
