"""Tables out: CSV for everybody, XLSX for Excel. Rows are taken one by one, so memory does not grow with them."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files import File

from foundation import xlsx
from foundation.days import JAKARTA

_LONGEST_CELL = 32_767
# Not allowed in a spreadsheet's XML, and nobody's data.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

NOTES = "Keterangan"
"""The name of the sheet that notes are on."""


class Note(list):
    """A row that says something about the table and is not of it."""


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet program will run: text that begins like a formula gets a quote in front."""
    if not isinstance(value, str):
        return value
    text = _CONTROLS.sub("", value)[: _LONGEST_CELL - 1]
    return "'" + text if text.lstrip(" \n")[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


class TableFile(File):
    """Rows as a file that comes into being while it is kept: nothing of it lies anywhere before.

    The first `head` rows name the columns.
    """

    def __init__(self, rows: Iterable[Sequence[Any]], head: int = 1):
        super().__init__(None)
        self._rows, self._head, self._seen = rows, head, 0

    @property
    def written(self) -> int:
        """How many rows so far are data: neither head nor notes."""
        return max(self._seen - self._head, 0)


class CsvFile(TableFile):
    """As CSV, beginning with the mark that makes Excel read UTF-8.

    Separated by semicolons: where a comma begins the decimals, Excel splits at semicolons.
    """

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes, line by line, once."""
        yield "\ufeff".encode()
        writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
        for row in self._rows:
            self._seen += not isinstance(row, Note)
            yield writer.writerow([_csv_cell(value) for value in row])


class XlsxFile(TableFile):
    """As a workbook: the data on one sheet, notes on one of their own behind it.

    The head is bold and stays in view; columns are as wide as their longest cell, within bounds. Numbers stay
    numbers, days are days, strings are strings: never a formula, never a link.
    """

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes, once. Raises ValueError for more rows than a sheet holds."""
        return xlsx.chunks(self._sheets())

    def _sheets(self) -> Iterator[tuple[str, Iterable[Sequence[Any]], int]]:
        notes: list[Note] = []
        yield "Data", self._data(notes), self._head
        if notes:
            yield NOTES, notes, 0

    def _data(self, notes: list[Note]) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            cells = [neutral(value) for value in row]
            if not isinstance(row, Note):
                self._seen += 1
                yield cells
            elif row:
                notes.append(Note(cells))


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.astimezone(JAKARTA).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return value


class _Line:
    """Hands a written line back, as bytes, to whoever asked for it."""

    def write(self, line: str) -> bytes:
        return line.encode()
