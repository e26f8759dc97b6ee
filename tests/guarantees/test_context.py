"""Guarantee 8: whoever writes says who acts. A change recorded as "tanpa konteks" is a mistake in the code."""

import pytest
from celery import current_app
from django.core.management import call_command

from foundation.history import NO_CONTEXT, Change
from offices.models import Sudin
from tests import factories

STOREYS = ("foundation.", "offices.", "participants.", "programs.", "reports.")


def _ours():
    current_app.loader.import_default_modules()
    return sorted(name for name in current_app.tasks if name.startswith(STOREYS))


@pytest.fixture
def a_working_city(committed):
    """Something to fold, refresh, check and forget; what made it is not looked at."""
    for _ in range(3):
        factories.participant()
    return Change.objects.order_by("-id").values_list("id", flat=True).first()


def _without_context(since):
    return list(Change.objects.filter(id__gt=since, label=NO_CONTEXT).values_list("table_name", "operation"))


def test_every_scheduled_task_says_who_acts(a_working_city):
    names = _ours()
    assert len(names) > 4

    for name in names:
        current_app.tasks[name].apply(throw=True)

    assert _without_context(a_working_city) == []


@pytest.mark.parametrize(
    "command", [("rollup", "fold"), ("rollup", "check"), ("rollup", "rebuild"), ("first_admin", "uji")]
)
def test_every_command_that_writes_says_who_acts(a_working_city, command):
    call_command(*command)
    assert _without_context(a_working_city) == []


def test_a_write_without_context_is_found(a_working_city):
    Sudin.objects.filter(pk="PPAPP").update(name="entah siapa")
    assert _without_context(a_working_city) == [("offices_sudin", "UPDATE")]
