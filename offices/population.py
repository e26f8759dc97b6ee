"""How many people live in a kelurahan: dated, with its source, loaded from the office's own CSV. The portal brings none."""

from datetime import date
from typing import Any, TextIO

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from foundation.csv_reading import WrongLine, rows_of
from foundation.days import today
from foundation.formfields import DayField, LineField, WholeNumberField
from foundation.horizons import BEGINNING
from offices.regions import Level, Region


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


def not_to_come(day: date) -> None:
    """Raises ValidationError for a day that is to come."""
    if day > today():
        raise ValidationError("Tanggal melebihi hari ini.")


class PopulationLine(forms.Form):
    """One line of the office's file; the columns are its fields."""

    kode = LineField(Level.KELURAHAN)
    tanggal = DayField(within=BEGINNING, validators=[not_to_come])
    penduduk = WholeNumberField()
    sumber = LineField(200)


COLUMNS = tuple(PopulationLine.base_fields)


def load(lines: TextIO) -> tuple[int, list[WrongLine]]:
    """Store every good line, a number of the same day anew; answers how many, and the lines left out.

    Raises ValidationError for a file that is no CSV or lacks one of `COLUMNS`; then nothing is stored.
    """
    kelurahan = Region.objects.kelurahan().in_bulk()

    def read(line: dict[str, Any]) -> Population:
        if line["kode"] not in kelurahan:
            raise ValidationError(f"Kode kelurahan tidak dikenal: {line['kode']}.")
        place = kelurahan[line["kode"]]
        return Population(region=place, as_of=line["tanggal"], people=line["penduduk"], source=line["sumber"])

    good, wrong = rows_of(lines, PopulationLine, read)
    stored = {(one.region_id, one.as_of): one for one in good}
    Population.objects.bulk_create(
        stored.values(),
        update_conflicts=True,
        unique_fields=["region", "as_of"],
        update_fields=["people", "source"],
    )
    return len(stored), wrong
