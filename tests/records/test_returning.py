"""What lies beneath the desk goes back to its pages without knowing their names."""

import re

import pytest
from django.urls import reverse

from local.paths import ROOT
from records import returning
from tests import factories

ROOMS = ("records", "referrals", "programs", "templates/records", "templates/referrals", "templates/training")
SUBJECTS = ("bazaars", "mentoring", "permits", "turnover", "financing", "activities")
ABOVE = re.compile(
    r"""['"](?:person|people|verifying|worklist|registering|board|figures|lists|exports|targets):\w+['"]"""
)


@pytest.mark.parametrize("room", [*ROOMS, *(f"templates/{subject}" for subject in SUBJECTS)])
def test_no_page_above_is_named(room):
    files = [path for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".html")]

    assert files
    assert {str(path): ABOVE.findall(path.read_text()) for path in files if ABOVE.search(path.read_text())} == {}


@pytest.mark.django_db
def test_the_desk_has_said_where_her_page_is():
    her, officer = factories.participant("PPAPP"), factories.sudin_officer("PPAPP")

    assert returning.after(officer, her) == reverse("person:detail", args=[her.public_id]) == returning.page_of(her)
    assert returning.after(factories.sudin_officer("KPKP"), her) == reverse("referrals:list")
