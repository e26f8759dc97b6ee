"""Reference data begin things; what the office changed is the office's."""

from datetime import date

import pytest

from foundation.history import Change
from offices.models import Region, Sudin, TargetLine
from offices.reference import load, regions
from tests.factories import DURI_KEPA, KEDOYA_UTARA

pytestmark = pytest.mark.django_db


def test_a_split_region_a_renamed_sudin_and_a_renamed_line_stay_as_the_office_left_them():
    Region.objects.filter(pk=DURI_KEPA).update(
        name="Nama Baru", starts_on="2001-01-01", ends_on="2026-01-31", successor=KEDOYA_UTARA
    )
    Sudin.objects.filter(pk="PPAPP").update(name="Nama Baru", aliases=["sebutan setempat"])
    TargetLine.objects.filter(pk="PPAPP").update(name="Lini Baru")
    before = Change.objects.count()

    load()

    ended = Region.objects.get(pk=DURI_KEPA)
    assert (ended.name, ended.ends_on, ended.successor_id) == ("Nama Baru", date(2026, 1, 31), KEDOYA_UTARA)
    assert Sudin.objects.get(pk="PPAPP").aliases == ["sebutan setempat"]
    assert TargetLine.objects.get(pk="PPAPP").name == "Lini Baru"
    assert Change.objects.count() == before


def test_what_is_missing_is_added():
    Region.objects.filter(pk=DURI_KEPA).delete()

    load()

    assert Region.objects.get(pk=DURI_KEPA).name == "Duri Kepa"


def test_the_file_ends_nothing():
    rows = regions()
    assert len(rows) > 300
    assert [row.code for row in rows if row.ends_on or row.successor_id] == []
