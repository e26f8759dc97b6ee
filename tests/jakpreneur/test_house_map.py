"""The map of the house tells what is there."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jakpreneur.house_map.drawing import MAP, drawn, root
from jakpreneur.house_map.reading import read
from jakpreneur.house_map.routes import route_of, routes

PERSON = "/peserta/7e6a2b9c-0000-4000-8000-000000000000"


def test_the_map_is_as_the_code_is_now():
    kept = (root() / MAP).read_text() if (root() / MAP).exists() else ""

    assert kept == drawn(), f"{MAP} no longer fits the code: make map"


def test_every_address_is_on_it():
    text = drawn()

    assert [route.address for route in routes() if f"`{route.address}` **{route.name}**" not in text] == []


def test_one_address_is_told_with_all_that_serves_it():
    out = StringIO()
    call_command("house_map", "/peserta/daftar/", stdout=out)

    for words in (
        "desk/registering/views/counter.py:",
        "desk.registering.views.counter:begin",
        "desk/registering/begin.html",
        "desk.registering.drafts.begin",
        "tests/desk/registering/test_counter.py",
    ):
        assert words in out.getvalue()


def test_an_address_nobody_answers_is_said():
    with pytest.raises(CommandError, match="Tidak ada halaman"):
        call_command("house_map", "/tidak/ada/")


@pytest.mark.parametrize(
    ("address", "template", "form", "verb"),
    [
        (f"{PERSON}/omzet/", "turnover/record.html", "TurnoverForm", "record_turnover"),
        (f"{PERSON}/izin/", "records/record.html", "PermitForm", "record_permit"),
        (f"{PERSON}/permodalan/", "records/record.html", "ApplicationForm", "apply"),
        (f"{PERSON}/ubah/", "desk/person/edit.html", "CorrectionForm", "edit"),
        ("/pelatihan/baru/", "training/form.html", "NewClassForm", "plan"),
    ],
)
def test_what_a_view_uses_is_found_behind_its_helpers(address, template, form, verb):
    found = read(route_of(address))

    assert template in found.templates
    assert form in {name.rpartition(".")[2] for name in found.forms}
    assert verb in {name.rpartition(".")[2] for name in found.verbs}
