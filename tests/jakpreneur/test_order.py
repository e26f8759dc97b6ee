"""The roof's order and what the apps register are the same things."""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from foundation import checks
from foundation.registry import REGISTRIES
from jakpreneur.order import ORDER
from offices.navigation import navigation
from offices.worklist import area_start, work_list
from participants.listing import people_columns


def test_every_registered_thing_has_a_place_and_every_place_its_thing():
    assert checks.everything_registered_has_its_place(None) == []


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: registry.what)
def test_every_registry_is_put_in_order_by_the_roof(registry):
    assert len(registry) > 0
    assert registry.order == ORDER[registry]


@pytest.mark.parametrize("section", [*work_list, *area_start], ids=lambda section: section.name)
def test_the_page_that_a_section_leads_to_exists(section):
    assert reverse(section.url_name)


@pytest.mark.parametrize("column", list(people_columns), ids=lambda column: column.title)
def test_the_template_that_draws_a_column_exists(column):
    assert get_template(column.template)


def test_an_app_that_forgets_its_entry_fails_the_check(monkeypatch):
    monkeypatch.delitem(navigation.things, "training:list")

    assert [error.msg for error in checks.everything_registered_has_its_place(None)] == [
        "navigation: no app registers training:list."
    ]
