"""What apps register: once each, in the roof's order, and nobody forgotten."""

from dataclasses import dataclass

import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation import checks, registry
from foundation.registry import Registry


@dataclass(frozen=True)
class Lamp:
    name: str


@pytest.fixture
def lamps(monkeypatch):
    monkeypatch.setattr(registry, "REGISTRIES", [])
    made = Registry("lamps", key="name")
    monkeypatch.setattr(checks, "REGISTRIES", registry.REGISTRIES)
    return made


def said():
    return [(error.id, error.msg) for error in checks.everything_registered_has_its_place(None)]


def test_things_stand_in_the_order_of_the_roof_whoever_came_first(lamps):
    lamps.register(Lamp("hall"), Lamp("attic"))
    lamps.order = ("attic", "hall")

    assert [lamp.name for lamp in lamps] == ["attic", "hall"]
    assert said() == []


def test_the_same_key_twice_is_refused(lamps):
    lamps.register(Lamp("hall"))

    with pytest.raises(ImproperlyConfigured, match="hall is registered twice"):
        lamps.register(Lamp("hall"))


def test_a_thing_without_a_place_is_said_and_still_there(lamps):
    lamps.register(Lamp("cellar"), Lamp("hall"))
    lamps.order = ("hall",)

    assert said() == [("foundation.E005", "lamps: cellar is registered, but has no place.")]
    assert [lamp.name for lamp in lamps] == ["hall", "cellar"]


def test_an_app_that_forgets_to_register_is_said(lamps):
    lamps.order = ("hall",)

    assert said() == [("foundation.E004", "lamps: no app registers hall.")]
    assert list(lamps) == []
