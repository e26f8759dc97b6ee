"""What an export holds, row by row: the dashboard as one table, or the list behind a number."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from foundation.sheets import NOTES, Note
from reports.board import funnel
from reports.board.scoreboard import Board
from reports.figures.answers import Answer, Row
from reports.figures.freshness import Freshness
from reports.lists.list_rows import PersonRow, described, listed

CHUNK = 5000

BOARD_COLUMNS = (
    "Bagian", "Uraian", "Satuan", "Target", "Realisasi", "Persen dari target", "Sisa target", "Persen dari P1",
)  # fmt: skip
"""What each cell of the dashboard's table means, in every row."""

Rows = Iterator[list[Any]]


def board_rows(answer: Answer, fresh: Freshness) -> Rows:
    """The dashboard: lines, kecamatan, kelurahan and stages; last what they are about and as of when."""
    board, unit = Board(answer.user, answer.question, answer.table), answer.question.unit_words
    yield list(BOARD_COLUMNS)
    yield _row("Jumlah", board.headline, unit)
    if board.verified:
        yield _cells("Jumlah", board.verified.name, unit, result=board.verified.result)
    for row in board.lines:
        yield _row("Lini", row, unit)
        if row.waiting:
            yield _cells("Lini", f"{row.name}: kini menunggu verifikasi", unit, result=row.waiting)
    for area in board.areas:
        yield _row("Kecamatan", area, unit)
        for tile in area.inside:
            yield _row(f"Kelurahan di {area.name}", tile, unit)
    for step in funnel.funnel(answer.user, answer.question):
        yield _cells("Tahap", str(step.stage), "orang", result=step.people, of_first=step.of_first)
    if board.sums and board.sums.published is not None:
        yield _cells("Keputusan", "Jumlah target yang diumumkan", unit, target=board.sums.published)
        yield _cells("Keputusan", "Selisih dengan yang diumumkan", unit, target=board.sums.difference)
    yield from _about(answer, fresh)


def people_rows(answer: Answer, fresh: Freshness, *, named: bool) -> Rows:
    """The list: one row per counted record, names under the same rules as on the page."""
    yield [
        "Tanggal",
        "Tahap",
        "Satuan",
        "Nama",
        "Nomor pendaftaran",
        "Kelurahan",
        "Dihitung untuk",
        "Dilaksanakan oleh",
        "Keterangan",
    ]
    records = listed(answer.user, answer.question).iterator(chunk_size=CHUNK)
    while chunk := list(islice(records, CHUNK)):
        for row in described(answer.user, chunk, granted=named):
            yield _person(row, answer.question.unit_words)
    yield from _about(answer, fresh)


def _person(row: PersonRow, unit: str) -> list[Any]:
    told = "; ".join(filter(None, [row.why, *row.marks]))
    return [row.occurred_on, row.stage, unit, row.name, row.number, row.place, row.line, row.acting, told]


def _row(part: str, row: Row, unit: str) -> list[Any]:
    return _cells(
        part, row.name, unit, target=row.target, result=row.result, percent=row.percent, remaining=row.remaining
    )


def _cells(
    part: str,
    name: str,
    unit: str,
    *,
    target: int | None = None,
    result: int | None = None,
    percent: Decimal | None = None,
    remaining: int | None = None,
    of_first: Decimal | None = None,
) -> list[Any]:
    """A row of the dashboard with a cell for each of BOARD_COLUMNS."""
    return [part, name, unit, target, result, percent, remaining, of_first]


def _about(answer: Answer, fresh: Freshness) -> Rows:
    yield Note()
    yield Note([NOTES, answer.definition])
    for name, value in answer.filters:
        yield Note([NOTES, f"{name}: {value}"])
    yield Note([NOTES, fresh.as_of])
    yield Note([NOTES, fresh.checked])
