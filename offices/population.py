"""How many people live in a kelurahan: dated, with its source, loaded from the office's own CSV. The portal brings none."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from django.core.exceptions import ValidationError
from django.db import models

from foundation.days import parse_day, today
from foundation.numbers import whole
from offices.regions import Region

COLUMNS = ("kode", "tanggal", "penduduk", "sumber")


class PopulationQuerySet(models.QuerySet["Population"]):
    def newest_within(self, area: str, day: date) -> "PopulationQuerySet":
        """Of each kelurahan of today inside the area the newest number of that day or before."""
        rows = self.filter(region__in=Region.objects.kelurahan().offered().inside(area), as_of__lte=day)
        return rows.order_by("region_id", "-as_of").distinct("region_id")


class Population(models.Model):
    """The number of inhabitants of one kelurahan as of a day."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="populations", verbose_name="kelurahan")
    as_of = models.DateField("per tanggal")
    people = models.PositiveIntegerField("penduduk")
    source = models.CharField("sumber", max_length=200)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "jumlah penduduk"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "as_of"],
                name="one_population_per_day",
                violation_error_message="Jumlah penduduk kelurahan ini pada tanggal itu sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id}: {self.people}"


@dataclass(frozen=True)
class WrongLine:
    """A line of the file that was left out, and why."""

    number: int
    what: str


def load(lines: TextIO) -> tuple[int, list[WrongLine]]:
    """Store every good line, a number of the same day anew; answers how many, and the lines left out.

    The columns are `COLUMNS`, separated by comma or semicolon. Raises ValidationError where one is missing.
    """
    good, wrong = [], []
    kelurahan = Region.objects.kelurahan().in_bulk()
    for number, row in _rows(lines):
        try:
            good.append(_read(row, kelurahan))
        except ValidationError as error:
            wrong.append(WrongLine(number, " ".join(error.messages)))
    stored = {(one.region_id, one.as_of): one for one in good}
    Population.objects.bulk_create(
        stored.values(),
        update_conflicts=True,
        unique_fields=["region", "as_of"],
        update_fields=["people", "source"],
    )
    return len(stored), wrong


def _rows(lines: TextIO) -> Iterable[tuple[int, dict[str, str]]]:
    """Each line with its number; raises ValidationError where a column is missing."""
    head = lines.readline().lstrip("\ufeff")
    separator = ";" if ";" in head else ","
    names = [name.strip().lower() for name in head.split(separator)]
    if missing := [name for name in COLUMNS if name not in names]:
        raise ValidationError(f"Kolom tidak ada: {', '.join(missing)}. Baris pertama memuat {', '.join(COLUMNS)}.")
    return _numbered(csv.DictReader(lines, names, delimiter=separator))


def _numbered(reader: csv.DictReader) -> Iterator[tuple[int, dict[str, str]]]:
    for row in reader:
        yield reader.line_num + 1, {name: (row[name] or "").strip() for name in COLUMNS}


def _read(row: dict[str, str], kelurahan: dict[str, Region]) -> Population:
    if row["kode"] not in kelurahan:
        raise ValidationError(f"Kode kelurahan tidak dikenal: {row['kode'] or 'kosong'}.")
    as_of, people = parse_day(row["tanggal"]), whole(row["penduduk"])
    if people < 0:
        raise ValidationError("Jumlah penduduk tidak boleh negatif.")
    if as_of > today():
        raise ValidationError("Tanggal melebihi hari ini.")
    if not row["sumber"]:
        raise ValidationError("Sumber belum diisi.")
    return Population(region=kelurahan[row["kode"]], as_of=as_of, people=people, source=row["sumber"][:200])
