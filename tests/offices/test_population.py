"""Inhabitants come from the office's CSV: every good line is kept, every other one named."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from foundation.days import today
from offices.models import Population
from offices.population import load
from tests.factories import DURI_KEPA, KEDOYA_UTARA

pytestmark = pytest.mark.django_db


def loaded(text):
    stored, wrong = load(StringIO(text))
    return stored, [(line.number, line.what) for line in wrong]


@pytest.mark.parametrize("separator", [",", ";"])
def test_good_lines_are_kept_with_their_day_and_source(separator):
    head, row = ["kode", "tanggal", "penduduk", "sumber"], [DURI_KEPA, "31/12/2025", "71.234", "Dukcapil, contoh"]
    row = row if separator == ";" else [*row[:3], '"Dukcapil, contoh"']
    text = "\ufeff" + "\n".join(separator.join(cells) for cells in (head, row)) + "\n"

    assert loaded(text) == (1, [])
    kept = Population.objects.get()
    assert (kept.region_id, kept.as_of, kept.people) == (DURI_KEPA, date(2025, 12, 31), 71_234)
    assert kept.source == "Dukcapil, contoh"


def test_wrong_lines_are_named_and_the_others_kept():
    tomorrow = today() + timedelta(days=1)
    stored, wrong = loaded(
        "sumber;penduduk;tanggal;kode;lain\n"
        f"Contoh;100;31/12/2025;{DURI_KEPA};x\n"
        "Contoh;100;31/12/2025;31.73.05;x\n"
        f"Contoh;banyak;31/12/2025;{DURI_KEPA};x\n"
        f"Contoh;-5;31/12/2025;{DURI_KEPA};x\n"
        f"Contoh;5;31/31/2025;{DURI_KEPA};x\n"
        f"Contoh;5;{tomorrow:%d/%m/%Y};{DURI_KEPA};x\n"
        f";5;31/12/2025;{DURI_KEPA};x\n"
        f"Contoh;7;31/12/2025;{KEDOYA_UTARA}\n"
        "Contoh\n"
    )

    assert stored == 2
    assert [number for number, _ in wrong] == [3, 4, 5, 6, 7, 8, 10]
    assert wrong[0][1] == "Kode kelurahan tidak dikenal: 31.73.05."
    assert wrong[4][1] == "tanggal: Tanggal melebihi hari ini."


def test_a_number_of_the_same_day_is_stored_anew_and_another_day_beside_it():
    head = "kode,tanggal,penduduk,sumber\n"
    loaded(f"{head}{DURI_KEPA},2024-12-31,100,Contoh\n{DURI_KEPA},2025-12-31,200,Contoh\n")
    loaded(f"{head}{DURI_KEPA},2025-12-31,300,Contoh\n")

    assert set(Population.objects.values_list("as_of__year", "people")) == {(2024, 100), (2025, 300)}
    assert Population.objects.newest_within("31.73", today()).get().people == 300
    assert Population.objects.newest_within("31.73", date(2025, 6, 1)).get().people == 100


def test_a_file_without_a_column_is_refused_with_its_name():
    with pytest.raises(ValidationError, match=r"Kolom tidak ada: tanggal, sumber\."):
        loaded(f"kode,penduduk\n{DURI_KEPA},5\n")


def test_the_command_loads_and_says_what_it_left_out(tmp_path, capsys):
    file = tmp_path / "penduduk.csv"
    file.write_text(f"kode,tanggal,penduduk,sumber\n{DURI_KEPA},2025-12-31,5,Contoh\nx,2025-12-31,5,Contoh\n")

    with pytest.raises(CommandError, match="1 baris tidak dimuat"):
        call_command("load_population", str(file))
    assert "Baris 3: Kode kelurahan tidak dikenal: x." in capsys.readouterr().err
    assert Population.objects.count() == 1
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        call_command("load_population", str(tmp_path / "tidak-ada.csv"))
