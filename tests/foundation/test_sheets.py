import csv
import io
import re
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from foundation import xlsx
from foundation.sheets import CsvFile, Note, XlsxFile, neutral


def write_xlsx(path, rows):
    """Keep the rows at that path; answers how many were data."""
    table = XlsxFile(rows)
    with path.open("wb") as kept:
        for part in table.chunks():
            kept.write(part)
    return table.written


FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_like_a_formula_is_neutral(text):
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("value", [-5, Decimal("-1.5"), 0, None, "Siti", "3173050101900001", "a=b"])
def test_numbers_and_ordinary_text_stay_as_they_are(value):
    assert neutral(value) == value


def test_csv_opens_in_an_indonesian_excel():
    rows = [["Nama", "Omzet", "Tanggal"], ["Siti; Ani", Decimal("1.50"), date(2020, 12, 7)], ["=1", -5, True]]
    text = b"".join(CsvFile(rows).chunks()).decode()

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

    peak(xlsx.LOOKED_AT)
    assert peak(xlsx.LOOKED_AT * 24) < peak(xlsx.LOOKED_AT * 8) * 1.5


def test_another_program_reads_back_what_was_written(tmp_path):
    rows = [
        ["Nama", "Omzet", "Tanggal", "Dicatat", "Kosong"],
        [" <Siti> & 'Ani' ", Decimal("1500000.50"), date(2020, 12, 7), datetime(2020, 12, 7, 7, 30, tzinfo=UTC), None],
        ["baris\nkedua", -5, date(1945, 8, 17), datetime(2024, 2, 29, 16, 59, tzinfo=UTC), ""],
    ]
    write_xlsx(tmp_path / "a.xlsx", [*rows, Note(["Keterangan", "Per tanggal"])])

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")

    assert book.sheetnames == ["Data", "Keterangan"]
    assert book["Data"].freeze_panes == "A2"
    head, *data = ([cell.value for cell in row] for row in book["Data"].iter_rows())
    assert head == rows[0]
    assert [cell.font.b for cell in book["Data"][1]] == [True] * 5
    assert data == [
        [" <Siti> & 'Ani' ", 1500000.5, datetime(2020, 12, 7), datetime(2020, 12, 7, 14, 30), None],
        ["baris\nkedua", -5, datetime(1945, 8, 17), datetime(2024, 2, 29, 23, 59), None],
    ]
    assert [cell.number_format for cell in book["Data"][2]][2:4] == ["dd/mm/yyyy", "dd/mm/yyyy\\ hh:mm"]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(ValueError, match="more rows"):
        write_xlsx(tmp_path / "a.xlsx", [[n] for n in range(4)])


def test_columns_beyond_z_are_named_as_a_sheet_names_them(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [list(range(1, 704))])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Data"]
    assert (sheet["AA1"].value, sheet["ZZ1"].value, sheet["AAA1"].value) == (27, 702, 703)
