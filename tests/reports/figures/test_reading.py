"""One page, one moment: figures are read on a role that cannot write, in one snapshot however many statements."""

import pytest
from django.db import DatabaseError, connections
from django.test import Client
from django.urls import reverse

from foundation.days import today
from foundation.history import recorded_as
from offices.roles import Role
from reports.figures import counting
from reports.figures.models import ProgressCell
from reports.figures.question import Question
from reports.figures.reading import READER, reading
from reports.figures.spans import Span
from tests import factories
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
            month=1, kelurahan_id="a", line_id="b", stage_id="P1", people=1, records=1
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


def _into(found: list[str]):
    def keep(execute, sql, params, many, context):
        found.append(sql)
        return execute(sql, params, many, context)

    return keep
