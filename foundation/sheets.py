"""Tables out: CSV for everybody, XLSX for Excel. Rows are taken one by one, so memory does not grow with them."""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from django.core.files import File

from foundation.days import JAKARTA

_LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
# Not allowed in a spreadsheet's XML, and nobody's data.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NARROWEST, _WIDEST, _MARGIN = 8, 60, 2

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


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The rows as CSV, a line at a time, beginning with the mark that makes Excel read UTF-8.

    Separated by semicolons: where a comma begins the decimals, Excel splits at semicolons.
    """
    yield "\ufeff"
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    for row in rows:
        yield writer.writerow([_csv_cell(value) for value in row])


class CsvFile(File):
    """Rows as a CSV file that comes into being while it is kept: nothing of it lies anywhere before."""

    def __init__(self, rows: Iterable[Iterable[Any]], head: int = 1):
        super().__init__(None)
        self._tally, self._head = _Tally(rows), head

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes, line by line, once."""
        return (line.encode() for line in csv_lines(self._tally))

    @property
    def written(self) -> int:
        """How many rows so far are data: neither head nor notes."""
        return max(self._tally.seen - self._head, 0)


def write_xlsx(path: Path, rows: Iterable[Iterable[Any]], sheet: str = "Data", head: int = 1) -> int:
    """Write the rows to an XLSX file, notes to a sheet of their own. Answers how many are data: neither head nor notes.

    Parts of it lie in a folder beside it meanwhile, which goes whatever happens.

    The first `head` rows are bold and stay in view; columns are as wide as their longest cell, within bounds.
    Numbers stay numbers, days are days, strings are strings: never a formula, never a link.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with (
        TemporaryDirectory(dir=path.parent) as parts,
        xlsxwriter.Workbook(path, {**options, "tmpdir": parts, "default_date_format": "dd/mm/yyyy"}) as book,
    ):
        bold = book.add_format({"bold": True})
        data, notes = _Page(book.add_worksheet(sheet)), None
        data.page.freeze_panes(head, 0)
        for row in rows:
            if not isinstance(row, Note):
                data.write(row, bold if data.rows < head else None)
            elif row:
                notes = notes or _Page(book.add_worksheet(NOTES))
                notes.write(row)
        for page in filter(None, (data, notes)):
            page.set_widths()
    return max(data.rows - head, 0)


class _Page:
    """A sheet that is written from above, and remembers how wide its columns have to be."""

    def __init__(self, page: Any):
        self.page = page
        self.rows = 0
        self.widths: dict[int, int] = {}

    def write(self, row: Iterable[Any], style: Any = None) -> None:
        if self.rows >= MOST_ROWS:
            raise ValueError("more rows than a sheet holds")
        for column, value in enumerate(row):
            _write_cell(self.page, self.rows, column, value, style)
            self.widths[column] = max(self.widths.get(column, _NARROWEST), min(_width(value), _WIDEST))
        self.rows += 1

    def set_widths(self) -> None:
        for column, width in self.widths.items():
            self.page.set_column(column, column, width + _MARGIN)


def _width(value: Any) -> int:
    """About how many characters a cell shows."""
    return len("00/00/0000") if isinstance(value, date) else len(str(value or ""))


def _write_cell(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        page.write_string(row, column, "Ya" if value else "Tidak", style)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, value, style)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.astimezone(JAKARTA).replace(tzinfo=None), style)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, style)
    else:
        page.write_string(row, column, neutral(str(value)), style)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.astimezone(JAKARTA).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return neutral(value)


class _Tally:
    """Hands rows on and counts those that are not notes."""

    def __init__(self, rows: Iterable[Iterable[Any]]):
        self.rows = rows
        self.seen = 0

    def __iter__(self) -> Iterator[Iterable[Any]]:
        for row in self.rows:
            self.seen += not isinstance(row, Note)
            yield row


class _Line:
    """Hands a written line back to whoever asked for it."""

    def write(self, line: str) -> str:
        return line
