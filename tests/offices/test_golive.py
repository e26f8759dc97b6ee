"""The month an office went live: set by those who set targets, against a version, and audited."""

from datetime import date

import pytest

from foundation.errors import NotAllowed, Refused, Stale
from foundation.history import history_of
from offices import golive
from offices.models import GoLive, Region
from offices.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


@pytest.fixture
def setter():
    return factories.user_with(Role.PEREKONOMIAN)


def test_a_second_officer_is_told_what_the_first_stored(setter):
    seen = golive.sheet_version()
    golive.set_month("PPAPP@31.73", MAY, by=setter, version=seen)

    with pytest.raises(Stale) as stale:
        golive.set_month("PPAPP@31.73", JUNE, by=setter, version=seen)

    (change,) = stale.value.changes
    assert (change.field, change.theirs, change.yours) == ("month", "Mei 2025", "Juni 2025")
    assert GoLive.objects.get().month == MAY


def test_what_another_office_got_meanwhile_stops_nobody_nor_does_the_same_month(setter):
    seen = golive.sheet_version()
    golive.set_month("PPAPP@31.73", MAY, by=setter, version=seen)
    golive.set_month("SOSIAL@31.73", JUNE, by=setter, version=seen)
    golive.set_month("PPAPP@31.73", MAY, by=setter, version=seen)

    assert golive.before({"PPAPP@31.73", "SOSIAL@31.73", "KPKP@31.73"}, date(2025, 5, 20)) == {"SOSIAL@31.73"}


def test_a_month_taken_back_counts_as_a_change_too(setter):
    golive.set_month("PPAPP@31.73", MAY, by=setter, version=golive.sheet_version())
    seen = golive.sheet_version()
    golive.set_month("PPAPP@31.73", None, by=setter, version=seen)

    with pytest.raises(Stale):
        golive.set_month("PPAPP@31.73", JUNE, by=setter, version=seen)


def test_a_kecamatan_sets_all_of_its_kelurahan(setter):
    golive.set_month("31.73.05", MAY, by=setter, version=1)

    codes = set(Region.objects.inside("31.73.05").kelurahan().values_list("pk", flat=True))
    assert len(codes) > 3
    assert set(GoLive.objects.values_list("office", flat=True)) == codes


def test_each_change_is_kept_in_the_history(setter):
    for month in (MAY, JUNE, None):
        golive.set_month("PPAPP@31.73", month, by=setter, version=golive.sheet_version())

    changes = history_of(GoLive.objects.get())
    assert [change.after["month"] for change in changes[1:]] == ["2025-06-01", None]
    assert changes[1].before["month"] == "2025-05-01"


@pytest.mark.parametrize(("role", "sudin"), [(Role.SUDIN, "PPAPP"), (Role.WALIKOTA, None)])
def test_nobody_else_sets_one(role, sudin):
    other = factories.sudin_officer(sudin) if sudin else factories.user_with(role)

    with pytest.raises(NotAllowed):
        golive.set_month("PPAPP@31.73", MAY, by=other, version=1)
    assert not GoLive.objects.exists()


def test_a_sudin_is_a_department_of_one_kota_whose_month_is_set_there_alone(setter):
    golive.set_month("PPAPP@31.73", JUNE, by=setter, version=1)
    with pytest.raises(NotAllowed):
        golive.set_month("PPAPP@31.74", JUNE, by=setter, version=golive.sheet_version())

    here, there = golive.office_of("PPAPP", "31.73.05.1001"), golive.office_of("PPAPP", "31.74.01.1001")
    assert golive.before({here, there}, MAY) == {"PPAPP@31.73"}
    assert [GoLive.objects.of(area).count() for area in ("31", "31.73", "31.73.05", "31.74")] == [1, 1, 1, 0]


@pytest.mark.parametrize("office", ["PPAPP@31.73.05", "PPAPP@31.73.05.1001", "TIDAKADA@31.73"])
def test_what_is_no_sudin_of_a_kota_gets_no_month(setter, office):
    with pytest.raises(Refused, match="satu sudin di satu kota"):
        golive.set_month(office, JUNE, by=setter, version=1)
    assert not GoLive.objects.exists()
