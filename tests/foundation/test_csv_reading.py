"""Whatever an office's CSV holds, its lines are read or named with their number; nothing else happens."""

from io import StringIO

import pytest
from django import forms
from django.core.exceptions import ValidationError

from foundation.csv_reading import LARGEST, LONGEST_LINE, opened, rows_of
from foundation.formfields import LineField, WholeNumberField


class Pair(forms.Form):
    nama = LineField(20)
    jumlah = WholeNumberField()


def read(text):
    source = StringIO(text, newline=None) if isinstance(text, str) else text
    good, wrong = rows_of(source, Pair, lambda row: (row["nama"], row["jumlah"]))
    return good, [(line.number, line.what) for line in wrong]


def read_bytes(tmp_path, content):
    file = tmp_path / "daftar.csv"
    file.write_bytes(content)
    with opened(file) as lines:
        return read(lines)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["nama;jumlah", '"Nama";"Jumlah"', "\ufeffJUMLAH;x;nama"])
def test_columns_are_found_by_name_quoted_or_not_however_lines_end(tmp_path, head, end):
    row = "15.000;-;Siti" if "x" in head else 'Siti;"15.000"'

    assert read_bytes(tmp_path, f"{head}{end}{row}{end};{end}{end}".encode()) == ([("Siti", 15_000)], [])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x" * 200_000 + ";1", f"Baris lebih panjang daripada {LONGEST_LINE // 1000}.000 huruf."),
        ("x" * 21 + ";1", "nama: Paling banyak 20 karakter."),
        ("a\x00b;1", "nama: Teks memuat karakter yang tidak diizinkan."),
        ("a\udce9b;1", "nama: Teks memuat karakter yang tidak diizinkan."),
        ("Ani;2147483648", "jumlah: Paling banyak 2.147.483.647."),
        ("Ani;-5", "jumlah: Paling sedikit 0."),
        ("Ani;" + "9" * 5_000, "jumlah: Paling banyak 60 karakter."),
        ('"Ani;1', "Tanda kutip tidak ditutup, atau ada di tengah isian."),
        ("Ani;1;2", "Isian lebih banyak daripada 2 kolom; beri tanda kutip pada isian berpemisah."),
        ("Ani", "jumlah: Wajib diisi."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_spoils_no_other(line, sentence):
    assert read(f"nama;jumlah\nSatu;1\n{line}\nDua;2\n") == ([("Satu", 1), ("Dua", 2)], [(3, sentence)])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Kolom tidak ada: nama, jumlah"),
        (b"nama;nama;jumlah\nA;B;1\n", "Kolom lebih dari satu kali: nama"),
        ("nama;jumlah\nA;1\n".encode("utf-16"), "bukan CSV UTF-8"),
        (b"PK\x03\x04\x00\x00", "bukan CSV UTF-8"),
        (b"x" * 200_000, "Kolom tidak ada: nama, jumlah"),
        (b'"nama;jumlah\nA;1\n', "Kolom tidak ada: nama, jumlah"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_a_sentence(tmp_path, content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read_bytes(tmp_path, content)


def test_a_file_without_end_is_given_up():
    class Endless(StringIO):
        def readline(self, limit=-1):
            return "x" * limit

    with pytest.raises(ValidationError, match="Berkas lebih besar"):
        read(Endless())
    assert LARGEST < 10**8
