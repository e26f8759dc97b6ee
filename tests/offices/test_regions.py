"""Which regions an officer's duties reach, and what the code of a region says."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from offices.models import Region
from offices.regions import Level
from offices.roles import Act, Role
from offices.scope import NOTHING
from tests.factories import DURI_KEPA, TOMANG, give, kelurahan_officer, sudin_officer, user_with

pytestmark = pytest.mark.django_db


def _reached(user, act):
    return set(Region.objects.reached_by(user, act).values_list("code", flat=True))


def test_an_act_reaches_the_regions_of_its_own_duties_alone():
    officer = kelurahan_officer(DURI_KEPA)
    give(officer, Role.CAMAT, "31.73.02")

    assert _reached(officer, Act.REGISTER) == {DURI_KEPA}
    assert {DURI_KEPA, TOMANG, "31.73.02"} <= _reached(officer, Act.SEE_PEOPLE)
    assert _reached(officer, Act.SET_TARGETS) == set()


def test_a_duty_reaches_every_region_inside_its_own_and_none_around_it():
    codes = _reached(sudin_officer(region="31.73"), Act.VERIFY)

    assert codes == set(Region.objects.filter(Q(pk="31.73") | Q(pk__startswith="31.73.")).values_list("pk", flat=True))


def test_without_a_duty_that_allows_the_act_no_region_is_reached():
    assert user_with(Role.DPO).scope.of_regions(Act.REGISTER) == NOTHING
    assert _reached(user_with(Role.DPO), Act.REGISTER) == set()


def test_however_many_duties_it_is_one_query_of_codes_without_a_join():
    officer = kelurahan_officer(DURI_KEPA)
    give(officer, Role.CAMAT, "31.73.02")
    give(officer, Role.KASATLAK, "31.73.02", "PPAPP")
    assert officer.scope.duties

    with CaptureQueriesContext(
        connection,
    ) as queries:
        _reached(officer, Act.SEE_FIGURES)

    (query,) = queries
    assert "JOIN" not in query["sql"]
    assert query["sql"].count("LIKE") == len({"31.73.02"})
    assert f"= '{DURI_KEPA}'" in query["sql"]


def test_the_level_is_the_length_of_the_code_and_names_itself():
    regions = {region.code: region for region in Region.objects.filter(pk__in=["31", "31.73", "31.73.05", DURI_KEPA])}

    assert {code: Level(region.level).label for code, region in regions.items()} == {
        "31": "Provinsi",
        "31.73": "Kota",
        "31.73.05": "Kecamatan",
        DURI_KEPA: "Kelurahan",
    }
    assert regions[DURI_KEPA].around == ["31", "31.73", "31.73.05"]
    assert regions["31"].around == []
