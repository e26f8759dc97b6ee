"""Implausible targets are asked about: against the last year that has results, and against who lives there."""

from datetime import date

import pytest
from django.urls import reverse

from foundation.errors import NeedsReason
from offices.models import Population, Region
from offices.roles import Role
from targets import deciding
from targets.plausibility import earlier_results, uncompared, unusual
from tests import decisions, factories
from tests.factories import DURI_KEPA, KEDOYA_UTARA
from tests.sessions import client_of

pytestmark = pytest.mark.django_db
CITY = "31.73"


@pytest.fixture
def by(db):
    return factories.user_with(Role.PEREKONOMIAN)


def year(number, **changes):
    return decisions.values(starts_on=date(number, 1, 1), due_on=date(number, 12, 31), **changes)


def inhabit(people=1000, area=CITY, but=()):
    Population.objects.bulk_create(
        Population(region=one, as_of=date(2025, 1, 1), people=people, source="Contoh")
        for one in Region.objects.inside(area).kelurahan().exclude(pk__in=but)
    )


@pytest.fixture
def results_of_2024(time_machine):
    time_machine.move_to(date(2026, 11, 26))
    for _ in range(3):
        factories.participant("PPAPP", on=date(2024, 6, 1))


def test_eight_times_200_000_for_2029_is_asked_about(by, results_of_2024):
    cells = {(None, f"31.73.{number:02d}"): 200_000 for number in range(1, 9)}
    with pytest.raises(NeedsReason) as refusal:
        deciding.draft(year(2029, published_total=None), cells, by=by)

    warnings = refusal.value.warnings
    assert "Kecamatan Kebon Jeruk: target 200.000 adalah 66.666 kali realisasi tahun 2024 (3)." in warnings
    assert any(
        "Jakarta Barat: target 1.600.000 adalah 533.333 kali realisasi tahun 2024 (3)." in one for one in warnings
    )


def test_a_year_that_still_runs_is_never_compared_with(by, results_of_2024):
    for _ in range(2):
        factories.participant("PPAPP", on=date(2026, 6, 1))

    assert earlier_results(year(2027)).span == (date(2024, 1, 1), date(2024, 12, 31))
    assert unusual(year(2027), {("PPAPP", CITY): 31})
    assert unusual(year(2027), {("PPAPP", CITY): 30}) == []


def test_the_last_year_with_results_is_the_one_and_only_of_what_is_counted(by, results_of_2024):
    factories.participant("KPKP", on=date(2022, 6, 1))

    assert earlier_results(year(2025)).span == (date(2024, 1, 1), date(2024, 12, 31))
    assert earlier_results(year(2024)).span == (date(2022, 1, 1), date(2022, 12, 31))
    assert earlier_results(year(2022)).span is None


def test_days_that_are_no_whole_year_are_compared_with_the_same_days_and_named(by, results_of_2024):
    heading = decisions.values(starts_on=date(2028, 2, 29), due_on=date(2028, 7, 1))

    assert earlier_results(heading).span == (date(2024, 2, 28), date(2024, 7, 1))
    (said,) = unusual(heading, {("PPAPP", CITY): 100})
    assert "realisasi 28 Februari 2024 sampai 1 Juli 2024 (3)" in said


def test_a_target_of_more_than_a_tenth_of_the_inhabitants_is_asked_about(by):
    inhabit(people=1000, area="31.73.05")
    kelurahan = Region.objects.inside("31.73.05").kelurahan().count()
    cells = {(None, "31.73.05"): 100 * kelurahan}

    assert unusual(year(2027), cells) == []
    (said,) = unusual(year(2027), {(None, "31.73.05"): 100 * kelurahan + 1})
    assert "Kecamatan Kebon Jeruk: target" in said
    assert f"lebih dari sepersepuluh jumlah penduduknya ({kelurahan}.000)" in said
    assert unusual(year(2027, unit="records"), {(None, "31.73.05"): 100 * kelurahan + 1}) == []
    assert "melebihi" in unusual(year(2027, unit="records"), {(None, "31.73.05"): 1000 * kelurahan + 1})[0]


def test_cells_that_are_each_small_are_asked_about_together(by):
    inhabit(people=10)
    everybody = 10 * Region.objects.inside(CITY).kelurahan().count()
    lines = ["PPKUKM.UKM", "PPKUKM.IKM", "SOSIAL", "PAREKRAF", "NAKERTRANSGI", "PPAPP", "KPKP"]
    cells = {(line, CITY): everybody // 10 // 2 for line in lines}

    (said,) = unusual(year(2027), cells)
    assert said.startswith("Jakarta Barat: target ")


def test_what_is_missing_is_said_and_not_asked(by):
    inhabit(but=[DURI_KEPA])
    decision = deciding.draft(year(2027), {(None, "31.73.05"): 500, (None, "31.73.02"): 500}, by=by)

    said = uncompared(decision, decision.targets.all())
    assert said == [
        "Belum ada realisasi masa sebelumnya yang sudah selesai untuk dibandingkan.",
        "Jumlah penduduk belum dimuat lengkap, jadi target tidak dibandingkan dengannya: Kecamatan Kebon Jeruk.",
    ]
    assert said[1] in client_of(by).get(reverse("targets:detail", args=[decision.public_id])).text


def test_with_everything_there_nothing_is_said(by, results_of_2024):
    inhabit()
    decision = deciding.draft(year(2027), {("PPAPP", CITY): 5}, by=by)

    assert uncompared(decision, decision.targets.all()) == []


def test_a_kelurahan_that_ended_is_not_waited_for(by):
    inhabit(area="31.73.05", but=[DURI_KEPA])
    Region.objects.filter(pk=DURI_KEPA).update(ends_on=date(2025, 1, 1), successor=KEDOYA_UTARA)

    assert unusual(year(2027), {(None, "31.73.05"): 5000})


def test_of_many_warnings_ten_are_named(by):
    inhabit(people=1)
    cells = {(line, area): 99_999 for line in ("PPAPP", None) for area in [f"31.73.{n:02d}" for n in range(1, 9)]}

    said = unusual(year(2027), cells)
    assert (len(said), said[-1]) == (11, "… dan 7 nilai lain yang juga tidak lazim.")
