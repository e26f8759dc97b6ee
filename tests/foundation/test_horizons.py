"""Every day and month that is typed has bounds: from its field's horizon, or from the verb that takes it."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from foundation.days import today
from foundation.formfields import DayField, MonthField
from foundation.horizons import BEGINNING, EARLIEST, ENDING, EXPIRING, PLANNED, PROGRAMME_BEGAN, TARGETED

BY_VERB = {
    "applied_on", "disbursed_on", "issued_on", "opened_on", "visited_on", "month", "on",  # records.completion.require_past
    "registered_on", "birth_date",  # participants.registration, participants.identity
    "referrals.ends_on",  # referrals.referring
}  # fmt: skip
FILTERS = {"since", "until", "dari", "sampai", "mulai", "diketahui"}
"""They choose among what is stored and store nothing."""


def forms_of_the_portal():
    get_resolver().url_patterns  # noqa: B018 -- loads every view, and with them every form
    waiting, found = [forms.BaseForm], set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] not in {"django", "tests", "allauth"} and hasattr(kind, "base_fields"):
            found.add(kind)
    return found


def test_no_day_is_typed_without_bounds():
    dated = [
        (kind, name, field)
        for kind in forms_of_the_portal()
        for name, field in kind.base_fields.items()
        if isinstance(field, DayField | MonthField)
    ]
    free = {
        f"{kind.__module__}.{kind.__qualname__}.{name}"
        for kind, name, field in dated
        if field.within is None and not {name, f"{kind.__module__.split('.')[0]}.{name}"} & (BY_VERB | FILTERS)
    }

    assert len(dated) > 20
    assert free == set()


@pytest.mark.parametrize(
    ("horizon", "begins", "years"),
    [(PLANNED, PROGRAMME_BEGAN, 1), (TARGETED, PROGRAMME_BEGAN, 10), (BEGINNING, EARLIEST, 1), (ENDING, EARLIEST, 10),
     (EXPIRING, EARLIEST, 30)],
)  # fmt: skip
def test_a_horizon_holds_its_first_and_its_last_day_and_no_other(horizon, begins, years):
    last = date(today().year + years, 12, 31)
    horizon(begins)
    horizon(last)
    for outside in (date.fromordinal(begins.toordinal() - 1), date.fromordinal(last.toordinal() + 1)):
        with pytest.raises(ValidationError, match=f"dan 31 Desember {last.year}. Periksa tahunnya."):
            horizon(outside)


def test_the_sentence_says_which_months_a_month_may_be():
    with pytest.raises(ValidationError, match=f"Isi antara Januari 2018 dan Desember {today().year + 1}. Periksa"):
        MonthField(within=PLANNED).clean("12/2199")
    assert MonthField(within=PLANNED).clean("05/2025") == date(2025, 5, 1)
    assert DayField(within=PLANNED, required=False).clean("") is None
