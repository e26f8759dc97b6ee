"""Entering a decision: its heading, and its targets as a grid of lines and of kecamatan."""

from typing import Any, cast

from django import forms

from foundation.formfields import DayField, LineField, WholeNumberField
from foundation.forms import OnceForm, ReasonForm, VersionedForm
from foundation.horizons import BEGINNING, PLANNED, TARGETED
from offices.models import Region, TargetLine
from offices.regions import inside
from records.models import Stage
from targets.models import GRACE, TargetDecision, Unit
from targets.plausibility import Cells
from targets.sums import TargetTable

HEADING = (
    "title", "number", "decided_on", "source", "stage", "unit", "starts_on", "due_on", "grace_days",
    "published_total",
    "part_of", "is_separate", "is_example",
)  # fmt: skip

LONGEST = 10
"""Years that a decision may set targets for."""
MOST_GRACE = 90
"""Days after the due day that typing may take at most."""


class DecisionForm(ReasonForm):
    """A decision for one kota. An empty cell sets no target; "15.000" is fifteen thousand."""

    title = LineField(160, label="Judul")
    number = LineField(80, label="Nomor keputusan", required=False)
    decided_on = DayField(label="Tanggal keputusan", required=False, within=BEGINNING)
    source = LineField(200, label="Dasar atau sumber")
    stage = forms.ModelChoiceField(Stage.objects.all(), label="Tahap yang dihitung", empty_label=None)
    unit = forms.ChoiceField(
        label="Satuan",
        choices=[
            (Unit.PEOPLE, "Orang (capaian pertama)"),
            (Unit.RECORDS, "Setiap capaian (kunjungan, izin, laporan, …)"),
        ],
    )
    starts_on = DayField(label="Mulai", within=PLANNED)
    due_on = DayField(label="Tenggat", within=TARGETED)
    grace_days = WholeNumberField(
        label="Kelonggaran (hari)",
        required=False,
        max_value=MOST_GRACE,
        initial=GRACE,
        help_text="Hari sesudah tenggat untuk mengetik yang tertunda; sesudahnya catatan ditandai.",
    )
    published_total = WholeNumberField(
        label="Jumlah yang diumumkan",
        required=False,
        help_text="Angka pada dokumen, apa adanya. Jumlah menurut tabel dihitung oleh sistem.",
    )
    part_of = forms.ModelChoiceField(
        TargetDecision.objects.none(),
        label="Bagian dari",
        required=False,
        empty_label="– (berdiri sendiri)",
        help_text="Keputusan berlaku yang memuat target ini: masa, wilayah, dan lininya lebih luas.",
    )
    is_separate = forms.BooleanField(
        label="Terpisah dari keputusan lain",
        required=False,
        help_text="Tampil pada tab sendiri; tidak menjadi halaman pertama dan tidak dijumlahkan.",
    )
    is_example = forms.BooleanField(label="Contoh, bukan keputusan resmi", required=False)
    area_line = forms.ModelChoiceField(
        TargetLine.objects.all(), label="Lini untuk tabel kecamatan", required=False, empty_label="Semua lini"
    )

    def __init__(self, *args: Any, region: Region, table: TargetTable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        part_of = cast(forms.ModelChoiceField, self.fields["part_of"])
        part_of.queryset = TargetDecision.objects.in_force().filter(inside("region__code", region.pk))
        self.lines = list(TargetLine.objects.select_related("sudin"))
        stored = [target.region_id for target in table.by_area] if table else []
        self.areas = list(Region.objects.inside(region.code).kecamatan().offered(*stored))
        rows: list[Region | TargetLine] = [*self.lines, *self.areas]
        for row in rows:
            box = forms.TextInput(attrs={"class": "form-control form-control-sm text-end"})
            self.fields[_cell(row)] = WholeNumberField(label=_label(row), required=False, max_length=15, widget=box)
        if table:
            self._fill(table)

    def clean_grace_days(self) -> int:
        """Left empty it is the usual one; 0 is none."""
        typed = self.cleaned_data["grace_days"]
        return GRACE if typed is None else typed

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        starts_on, due_on = found.get("starts_on"), found.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "Tenggat mendahului tanggal mulai.")
        elif starts_on and due_on and due_on.year > starts_on.year + LONGEST:
            self.add_error("due_on", "Periode target paling lama sepuluh tahun.")
        if found.get("part_of") and found.get("is_separate"):
            self.add_error("is_separate", "Pilih salah satu: bagian dari keputusan lain, atau terpisah.")
        if not self.errors and not self.cells:
            self.add_error(None, "Isi sedikitnya satu target pada tabel lini atau tabel kecamatan.")
        return found

    @property
    def values(self) -> dict[str, Any]:
        heading = {name: self.cleaned_data[name] for name in HEADING} | {"region": self.region}
        return {"heading": heading, "cells": self.cells, "reason": self.cleaned_data["reason"]}

    @property
    def cells(self) -> Cells:
        """The targets that were filled in."""
        chosen = self.cleaned_data.get("area_line")
        boxes: list[tuple[tuple[str | None, str], Region | TargetLine]] = [
            *(((line.pk, self.region.pk), line) for line in self.lines),
            *(((chosen and chosen.pk, area.pk), area) for area in self.areas),
        ]
        typed = {key: self.cleaned_data.get(_cell(row)) for key, row in boxes}
        return {key: value for key, value in typed.items() if value is not None}

    def heading_fields(self) -> list[forms.BoundField]:
        """Bound fields above the tables."""
        return [self[name] for name in HEADING]

    def line_cells(self) -> list[forms.BoundField]:
        """Bound fields of the table of lines."""
        return [self[_cell(line)] for line in self.lines]

    def area_cells(self) -> list[forms.BoundField]:
        """Bound fields of the table of kecamatan."""
        return [self[_cell(area)] for area in self.areas]

    def _fill(self, table: TargetTable) -> None:
        self.initial.update({name: getattr(table.decision, name) for name in HEADING})
        self.initial.update({_cell(target.line): target.value for target in table.by_line if target.line})
        self.initial.update({_cell(target.region): target.value for target in table.by_area})
        self.initial["area_line"] = next((target.line_id for target in table.by_area), None)


class NewDecisionForm(DecisionForm, OnceForm):
    """Creates one decision, however often it is sent."""


class ChangeDecisionForm(VersionedForm, DecisionForm):
    """Edits a draft; carries the version that the officer saw."""

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"version": self.cleaned_data["version"]}

    def last_reason(self) -> str:
        """Why its values were typed before, chosen already where they are still asked about."""
        return self.obj.unusual_reason


class InForceForm(VersionedForm, ReasonForm):
    """Puts a draft in force; asks for one reason where something differs or a value looks wrong."""


def _label(row: Region | TargetLine) -> str:
    return row.marked if isinstance(row, Region) else str(row)


def _cell(row: Region | TargetLine) -> str:
    kind = "line" if isinstance(row, TargetLine) else "area"
    return f"{kind}_{row.pk.replace('.', '_')}"
