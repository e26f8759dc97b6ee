"""CSV files of the office, read line by line: whatever they hold, the answer is rows and sentences with line numbers."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TextIO, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from foundation.numbers import grouped

Row = TypeVar("Row")
LONGEST_LINE = 10_000
LARGEST = 20_000_000
"""Characters in the file; a larger one is no list that an office keeps."""
SEPARATORS = ";", ",", "\t"
NOT_TEXT = "Berkas ini bukan CSV UTF-8. Di Excel, simpan sebagai “CSV UTF-8”."
TOO_LARGE = f"Berkas lebih besar daripada {grouped(LARGEST)} huruf."


@dataclass(frozen=True)
class WrongLine:
    """A line of the file that was left out, and why."""

    number: int
    what: str


def opened(path: Any) -> TextIO:
    """The file as `rows_of` reads it: bytes that are no UTF-8 come as characters that no field accepts."""
    return open(path, encoding="utf-8-sig", errors="surrogateescape")


def rows_of(
    lines: TextIO, form: type[forms.Form], read: Callable[[dict[str, Any]], Row]
) -> tuple[list[Row], list[WrongLine]]:
    """Each line that the form accepts, as `read` makes it of what was cleaned; and the lines left out.

    The form's fields are the columns, in any order and beside others; separated by semicolon, comma or tab. A cell holds
    no line break, so that a quote left open spoils its own line only. `read` may raise ValidationError as well. Raises
    ValidationError for a file that cannot be read so at all.
    """
    numbered = _numbered(lines)
    separator, names = _head(numbered, list(form.base_fields))
    good, wrong = [], []
    for number, line in numbered:
        try:
            cells = _cells(line, separator)
            if any(cell.strip() for cell in cells):
                good.append(read(_cleaned(form, _named(names, cells))))
        except ValidationError as error:
            wrong.append(WrongLine(number, " ".join(error.messages)))
    return good, wrong


def _numbered(lines: TextIO) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; of one that is too long as much as tells so."""
    number, left = 0, LARGEST
    while line := lines.readline(LONGEST_LINE + 1):
        number, rest = number + 1, line
        while left >= 0 and rest and not rest.endswith("\n"):
            left -= len(rest)
            rest = lines.readline(LONGEST_LINE + 1)
        left -= len(rest)
        if left < 0:
            raise ValidationError(TOO_LARGE)
        yield number, line


def _head(numbered: Iterator[tuple[int, str]], columns: Sequence[str]) -> tuple[str, list[str]]:
    """The separator and the names of the first line; raises ValidationError where a column is missing or twice there."""
    line = next(numbered, (1, ""))[1].lstrip("\ufeff")
    if not line.isprintable() and any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in line):
        raise ValidationError(NOT_TEXT)
    separator = max(SEPARATORS, key=lambda one: len(set(columns) & set(_names(line, one))))
    names = _names(line, separator)
    if missing := [name for name in columns if name not in names]:
        raise ValidationError(f"Kolom tidak ada: {', '.join(missing)}. Baris pertama memuat {', '.join(columns)}.")
    if twice := [name for name in columns if names.count(name) > 1]:
        raise ValidationError(f"Kolom lebih dari satu kali: {', '.join(twice)}.")
    return separator, names


def _names(line: str, separator: str) -> list[str]:
    try:
        return [cell.strip().lower() for cell in _cells(line, separator)]
    except ValidationError:
        return []


def _cells(line: str, separator: str) -> list[str]:
    if len(line) > LONGEST_LINE:
        raise ValidationError(f"Baris lebih panjang daripada {grouped(LONGEST_LINE)} huruf.")
    try:
        return next(csv.reader([line.rstrip("\n")], delimiter=separator, strict=True), [])
    except csv.Error:
        raise ValidationError("Tanda kutip tidak ditutup, atau ada di tengah isian.") from None


def _named(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(names) :]):
        raise ValidationError(
            f"Isian lebih banyak daripada {len(names)} kolom; beri tanda kutip pada isian berpemisah."
        )
    return dict(zip(names, cells, strict=False))


def _cleaned(form: type[forms.Form], row: dict[str, str]) -> dict[str, Any]:
    """What the form makes of a row; raises ValidationError, each sentence behind its column's name."""
    bound = form(row)
    if bound.is_valid():
        return bound.cleaned_data
    raise ValidationError([f"{name}: {' '.join(map(str, errors))}" for name, errors in bound.errors.items()])
