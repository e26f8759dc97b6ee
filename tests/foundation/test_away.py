"""A database that goes away, in each of its ways: said as 503 with Retry-After, and honest about what may be stored."""

import os
import signal
import threading
from contextlib import contextmanager
from uuid import uuid4

import psycopg2
import pytest
from django.db import DatabaseError, connection

from foundation import away
from foundation.errors import DomainError
from local import trial
from local.home import passing
from local.postgres import APP, Postgres
from offices.models import Sudin
from participants.models import Participant
from tests import factories
from tests.api.calls import calls_as
from tests.foundation.lines import CutLine

KILL = "SELECT pg_terminate_backend(pg_backend_pid())"
WAYS = {
    "its backend was terminated": {"sql": [KILL]},
    "its backend was terminated before": {"sql": [KILL, "SELECT 1"]},
    "its backend was terminated and nobody listened": {"sql": [KILL], "calm": "1"},
    "a statement took too long": {"sql": ["SET LOCAL statement_timeout = 50", "SELECT pg_sleep(2)"]},
    "a lock was not to be had": {
        "sql": ["SET LOCAL lock_timeout = 50", "UPDATE offices_sudin SET name = name WHERE code = 'PPAPP'"]
    },
    "the session was idle for too long": {
        "sql": ["SET LOCAL idle_in_transaction_session_timeout = 50", "SELECT 1"],
        "pause": "0.3",
    },
    "it takes no writes": {
        "sql": ["SET TRANSACTION READ ONLY", "UPDATE offices_sudin SET name = 'x' WHERE code = 'PPAPP'"]
    },
    "a lock was not to be had at COMMIT": {"sql": ["SET LOCAL lock_timeout = 50", "INSERT INTO locking VALUES (1)"]},
}
COMMITS = """
CREATE TABLE slow (n int);
CREATE TABLE locking (n int);
CREATE FUNCTION sleep_a_while() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(3); RETURN NULL; END';
CREATE FUNCTION lock_a_row() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN PERFORM FROM offices_sudin WHERE code = 'PPAPP' FOR UPDATE; RETURN NULL; END$$;
CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION sleep_a_while();
CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON locking DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION lock_a_row();
GRANT ALL ON slow, locking TO PUBLIC;
"""
"""Tables whose rows have something left to do at COMMIT."""


def _as_owner(committed, statements):
    writing = "-c default_transaction_read_only=off"
    with psycopg2.connect(committed[trial.OWNER], options=writing) as owner, owner.cursor() as cursor:
        cursor.execute(statements)
    owner.close()


@contextmanager
def _pointed_at(folder, name=None):
    """The portal's connection through another socket, and perhaps to another database."""
    before = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["HOST"] = str(folder)
    connection.settings_dict["NAME"] = name or before[1]
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["HOST"], connection.settings_dict["NAME"] = before


@pytest.fixture
def line(committed, request):
    """The portal's connection over a line that is cut when COMMIT was done and not yet heard of."""
    cut = CutLine(connection.settings_dict["HOST"], **getattr(request, "param", {}))
    with _pointed_at(cut.folder):
        yield cut
    cut.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", ["/uji/runs", "/api/uji/runs"])
def test_each_way_in_which_a_database_goes_away_is_503_and_to_be_tried_again(web, committed, way, address):
    _as_owner(committed, COMMITS)
    other = psycopg2.connect(committed[APP])
    try:
        if "lock" in way:
            other.cursor().execute("SELECT FROM offices_sudin WHERE code = 'PPAPP' FOR UPDATE")
        answer = web.post(address, WAYS[way])
    finally:
        other.close()

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    if address.startswith("/api/"):
        assert answer.json()["code"] == "503"
    else:
        assert "Perubahan terakhir tidak disimpan" in answer.content.decode()
    assert web.post(address, {"sql": ["SELECT 1"]}).status_code == 200


def test_a_database_that_has_become_a_copy_is_left_for_the_one_that_takes_writes(web, committed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (name,) = cursor.fetchone()
    _as_owner(committed, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    connection.close()

    assert web.get("/uji/fine").status_code == 503
    _as_owner(committed, f'ALTER DATABASE "{name}" RESET ALL')

    assert web.get("/uji/fine").status_code == 200
    assert Sudin.objects.get(pk="PPAPP").name == "halaman beres"


def test_a_terminated_commit_may_be_stored_and_the_page_says_so(web, committed):
    _as_owner(committed, COMMITS)
    ending = threading.Timer(0.7, _end_all_sleeping, [committed])
    ending.start()
    answer = web.post("/uji/runs", {"sql": ["INSERT INTO slow VALUES (1)"]})
    ending.join()

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert away.UNSURE in answer.content.decode()
    assert "tidak disimpan." not in answer.content.decode()


def _end_all_sleeping(committed):
    asking = psycopg2.connect(committed[APP])
    asking.cursor().execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event = 'PgSleep'"
    )
    asking.close()


def test_a_line_cut_after_commit_says_that_it_may_be_stored_and_the_same_key_tells(line, client):
    calls_as(client, factories.kelurahan_officer())
    line.word, line.cuts = b"COMMIT\x00", 0
    her = factories.details()
    place = {"nik": factories.fresh_nik(), "kelurahan": factories.DURI_KEPA, "line": "PPAPP"}
    written = {"birth_date": her.birth_date.isoformat(), "domicile_kelurahan": her.domicile_kelurahan.pk}
    line.word = b"COMMIT\x00"
    call = {
        "data": her.values | written | place | factories.COUNTER,
        "content_type": "application/json",
        "headers": {"Idempotency-Key": str(uuid4())},
    }

    first = client.post("/api/v1/participants/", **call)
    again = client.post("/api/v1/participants/", **call)

    assert line.cuts == 1
    assert (first.status_code, first["Retry-After"]) == (503, "5")
    assert (first.json()["code"], first.json()["message"]) == ("unsure", away.UNSURE)
    assert again.status_code == 201
    assert str(Participant.objects.get().public_id) == again.json()["id"]


def test_who_only_looked_is_not_told_of_changes_that_may_be_stored(web, line):
    line.word = b"COMMIT\x00"
    answer = web.get("/uji/fine")

    assert answer.status_code == 503
    assert "mungkin" not in answer.content.decode()


@pytest.mark.parametrize("line", [{"word": b"pg_sleep", "let_through": 3}], indirect=True)
def test_an_answer_that_is_cut_in_the_middle_is_a_database_that_is_away(web, line):
    answer = web.post("/uji/runs", {"sql": ["SELECT pg_sleep(0)"]})

    assert line.cuts == 1
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


@pytest.mark.parametrize("word", [signal.SIGKILL, signal.SIGQUIT, signal.SIGINT])
def test_a_server_that_dies_under_a_request_and_stays_away_is_503(web, committed, tmp_path, word):
    server = Postgres(passing(), durable=False)
    server.start(tmp_path / "log")
    try:
        server.prepare_database("uji")
        with _pointed_at(server.home.folder, "uji"):
            assert web.post("/uji/runs", {"sql": ["SELECT 1"]}).status_code == 200
            end = os.killpg if word == signal.SIGKILL else os.kill
            ending = threading.Timer(0.5, end, [server.process.pid, word])
            ending.start()
            during = web.post("/uji/runs", {"sql": ["SELECT pg_sleep(10)"]})
            server.process.wait()
            afterwards = [web.post(place, {"sql": ["SELECT 1"]}) for place in ("/uji/runs", "/api/uji/runs")]
    finally:
        server.stop()

    for answer in (during, *afterwards):
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")


@pytest.mark.parametrize("statement", ["SELECT * FROM tidak_ada", "INSERT INTO offices_sudin (code) VALUES ('PPAPP')"])
def test_a_fault_of_ours_is_no_database_that_is_away(web, committed, statement):
    assert web.post("/uji/runs", {"sql": [statement]}).status_code == 500


def test_a_refusal_is_no_database_that_is_away(db):
    with pytest.raises(DatabaseError) as failure:
        connection.cursor().execute("SELECT 1/0")

    assert not away.is_away(failure.value)
    assert not away.is_away(DomainError("Kelas ini penuh."))
