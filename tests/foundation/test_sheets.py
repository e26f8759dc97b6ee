import csv
import io
import re
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from foundation.sheets import CsvFile, Note, csv_lines, neutral, write_xlsx

FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_like_a_formula_is_neutral(text):
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("value", [-5, Decimal("-1.5"), 0, None, "Siti", "3173050101900001", "a=b"])
def test_numbers_and_ordinary_text_stay_as_they_are(value):
    assert neutral(value) == value


def test_csv_opens_in_an_indonesian_excel():
    text = "".join(
        csv_lines([["Nama", "Omzet", "Tanggal"], ["Siti; Ani", Decimal("1.50"), date(2020, 12, 7)], ["=1", -5, True]])
    )

    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert rows == [["Nama", "Omzet", "Tanggal"], ["Siti; Ani", "1,50", "07/12/2020"], ["'=1", "-5", "Ya"]]


def test_in_xlsx_numbers_are_numbers_and_nothing_is_a_formula_or_a_link(tmp_path):
    rows = [
        ["Kepala"],
        *[[text] for text in FORMULAS],
        ["http://jahat.example"],
        ["0123"],
        [15_430],
        [datetime(2020, 12, 7, 7, 30, tzinfo=UTC)],
    ]
    assert write_xlsx(tmp_path / "a.xlsx", rows) == len(rows) - 1

    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in book.namelist() if "rels" in name and "worksheets" in name]
    assert "<f>" not in sheet
    assert "<v>15430</v>" in sheet
    assert "<t>0123</t>" in sheet
    assert "hyperlink" not in sheet.replace("HYPERLINK", "")


def test_notes_stand_on_a_sheet_of_their_own_and_are_no_data(tmp_path):
    rows = [["Nama"], ["Siti"], Note(), Note(["Keterangan", "Per tanggal"])]
    lines = CsvFile(rows)
    text = b"".join(lines.chunks()).decode("utf-8-sig")
    assert (write_xlsx(tmp_path / "a.xlsx", rows), lines.written) == (1, 1)

    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        data, notes = (book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
    assert "Siti" in data
    assert "Per tanggal" not in data
    assert "Per tanggal" in notes
    assert text == "Nama\r\nSiti\r\n\r\nKeterangan;Per tanggal\r\n"


def test_columns_are_as_wide_as_their_longest_cell_within_bounds(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [["No", "Nama", "Catatan"], [1, "x" * 20, "x" * 400]])

    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert [float(width) // 1 for width in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet)] == [10, 22, 62]


def test_control_characters_do_not_break_the_file(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [["a\x00\x0bb"], ["x" * 40_000]])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert "<t>ab</t>" in book.read("xl/worksheets/sheet1.xml").decode()


def test_memory_does_not_grow_with_rows(tmp_path):
    def peak(count):
        tracemalloc.start()
        write_xlsx(tmp_path / f"{count}.xlsx", ([n, "Nama Contoh", "teks"] for n in range(count)))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(4_000) < peak(400) * 1.5
