"""One page, one moment: figures are read on a role that cannot write, in one snapshot however many statements."""

from datetime import date

import pytest
from django.db import DatabaseError, connections
from django.test import Client
from django.urls import reverse

from foundation.days import today
from foundation.history import recorded_as
from offices.roles import Role
from reports.exports import exporting
from reports.exports.models import Export
from reports.figures import counting
from reports.figures.models import ProgressCell
from reports.figures.question import Question
from reports.figures.reading import READER, reading
from reports.figures.spans import Span
from tests import decisions, factories
from tests.api.calls import calls_as
from tests.sessions import client_of


@pytest.fixture
def officer(committed):
    with recorded_as(label="uji"):
        user = factories.user_with(Role.PEREKONOMIAN)
        factories.participant()
    return user


def _question() -> Question:
    return Question(Span(today(), today()), "31.73", "P1")


def test_what_commits_while_a_page_is_read_waits_for_the_next_page(officer):
    with reading():
        before = counting.total(officer, _question())
        with recorded_as(label="uji"):
            factories.participant()
        assert counting.total(officer, _question()) == counting.records(officer, _question()).count() == before == 1

    with reading():
        assert counting.total(officer, _question()) == 2


@pytest.mark.parametrize("address", ["/dasbor/", "/beranda/", "/angka/", "/angka/daftar/", "/api/v1/progress/"])
def test_the_moment_a_page_tells_is_asked_for_before_anything_it_shows(officer, client, address):
    with recorded_as(label="uji"):
        asking = calls_as(client, officer) if address.startswith("/api/") else client_of(officer)
    seen: list[str] = []
    with connections[READER].execute_wrapper(_into(seen)):
        assert (asking or client).get(address).status_code == 200

    ours = [
        sql
        for sql in seen
        if any(app in sql for app in ("offices_", "participants_", "records_", "targets_", "reports_"))
    ]
    assert "statement_timestamp()" in ours[0]


def test_the_reading_role_cannot_write(officer):
    with pytest.raises(DatabaseError, match=r"read-only|permission denied"), reading():
        ProgressCell.objects.using(READER).create(
            month=1, kelurahan_id="a", line_id="b", indicator="P1", people=1, records=1, amount=0
        )


@pytest.mark.parametrize("page", ["board:start", "board:own", "figures:why", "lists:people"])
def test_every_figure_of_a_page_comes_over_the_reading_role(officer, page):
    with recorded_as(label="uji"):
        client: Client = client_of(officer)
    default, reader = connections["default"], connections[READER]
    seen: dict[str, list[str]] = {"default": [], "reader": []}
    with (
        default.execute_wrapper(_into(seen["default"])),
        reader.execute_wrapper(_into(seen["reader"])),
    ):
        assert client.get(reverse(page)).status_code == 200

    counted = [sql for sql in seen["reader"] if "reports_progress" in sql]
    assert counted
    assert not [sql for sql in seen["default"] if "reports_progress" in sql or "records_stagerecord" in sql]


@pytest.mark.parametrize("verified", ["", "ya", "belum"])
@pytest.mark.parametrize("page", ["board:start", "board:own", "figures:why", "lists:people"])
def test_every_page_of_figures_is_answered_by_a_role_that_sees_nothing_of_people(committed, page, verified):
    year = {"starts_on": date(today().year, 1, 1), "due_on": date(today().year, 12, 31)}
    with recorded_as(label="uji"):
        decisions.in_force({("PPAPP", "31.73.05"): 144}, published_total=144, **year)
        camat = client_of(factories.user_with(Role.CAMAT, "31.73.05"))
        person = factories.participant(kelurahan=factories.DURI_KEPA)

    answer = camat.get(reverse(page), {"verifikasi": verified, "lini": ""})

    assert answer.status_code == 200
    assert (person.name in answer.text) == (page == "lists:people" and verified != "ya")


def test_the_work_list_is_answered_by_a_role_that_sees_nothing_of_people(committed):
    year = {"starts_on": date(today().year, 1, 1), "due_on": date(today().year, 12, 31)}
    with recorded_as(label="uji"):
        decisions.in_force({("PPAPP", "31.73.05"): 144}, published_total=144, **year)
        client = client_of(factories.sudin_officer("PPAPP"))

    assert client.get(reverse("worklist:start")).status_code == 200


@pytest.mark.parametrize("what", ["board", "people"])
def test_every_export_is_written_over_a_role_that_sees_nothing_of_people(committed, settings, tmp_path, what):
    settings.MEDIA_ROOT = tmp_path
    with recorded_as(label="uji"):
        camat = client_of(factories.user_with(Role.CAMAT, "31.73.05"))
        person = factories.participant(kelurahan=factories.DURI_KEPA)
    camat.post(reverse("exports:ask"), {"isi": what, "bentuk": "csv", "saringan": ""})

    assert exporting.write_waiting() == 1
    with Export.objects.get().file.open() as file:
        written = file.read().decode("utf-8-sig")
    assert (person.name in written) == (what == "people")


def _into(found: list[str]):
    def keep(execute, sql, params, many, context):
        found.append(sql)
        return execute(sql, params, many, context)

    return keep
