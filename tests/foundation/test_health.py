from datetime import timedelta
from io import StringIO

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from foundation.health import HealthCheck, health_checks
from foundation.models import Pulse
from foundation.work import Work, beat
from local import trial


@pytest.fixture(autouse=True)
def _checks(monkeypatch):
    monkeypatch.setattr(health_checks, "things", dict(health_checks.things))


def test_a_process_that_answers_is_alive_whatever_the_database_does(client, settings):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_ready_says_what_was_asked_and_found(client, db):
    beat("worker")
    beat("clock")
    answer = client.get("/readyz")

    assert answer.status_code == 200
    checks = answer.json()["checks"]
    assert {"database", "migrations", "columns", "keys", "writing", "disk", "proxy", "worker", "clock"} <= set(checks)
    assert all(found["ok"] for found in checks.values())


def test_a_silent_worker_is_said_but_pages_are_served(client, db):
    Pulse.objects.create(name="worker", at=timezone.now() - timedelta(minutes=10))
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert not answer.json()["checks"]["worker"]["ok"]


def test_a_needed_check_that_fails_takes_the_portal_out_of_service(client, db):
    health_checks.register(HealthCheck("uji", lambda: (False, "rusak"), needed=True))
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["status"] == "unavailable"


def test_a_check_that_breaks_the_database_is_a_failed_check(client, db):
    def broken():
        Pulse.objects.extra(where=["tidak ada"]).exists()
        return True, ""

    health_checks.register(HealthCheck("uji", broken))
    assert client.get("/readyz").json()["checks"]["uji"] == {
        "ok": False,
        "detail": "ProgrammingError",
        "advice": "",
    }


def _as_superuser(committed, statement):
    line = psycopg2.connect(committed[trial.OWNER].replace(trial.OWNER, trial.SUPERUSER))
    with line, line.cursor() as cursor:
        cursor.execute(statement)
    line.close()


def test_a_server_whose_programs_were_exchanged_is_not_ready_though_open_sessions_work(client, committed):
    """After an upgrade under a running server, sessions that are open work on and no new one can load plpgsql."""
    assert client.get("/readyz").json()["checks"]["writing"]["ok"]
    beat("worker")
    _as_superuser(committed, "UPDATE pg_proc SET probin = '$libdir/gone' WHERE proname LIKE 'plpgsql\\_%'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["ok"]
    assert not answer.json()["checks"]["writing"]["ok"]
    assert "mulai ulang PostgreSQL" in answer.json()["checks"]["writing"]["advice"]


def test_a_database_that_takes_no_writes_is_not_ready(client, committed):
    """Of this database alone: other tests open sessions of the same role at the same moment."""
    name = connection.settings_dict["NAME"]
    _as_superuser(committed, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')

    assert client.get("/readyz").status_code == 503


def test_asking_leaves_no_trace(client, committed):
    client.get("/readyz")

    assert not Work.objects.exists()


def test_a_database_that_is_away_is_503_with_the_reason(client, committed):
    from django.db import connections

    connections["default"].close()
    connections["default"].settings_dict["NAME"] = "tidak_ada"
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"]["detail"] == "OperationalError"
    assert answer.json()["checks"]["database"]["advice"].startswith("Periksa PostgreSQL")


def test_a_process_is_alive_without_a_database_for_a_browser_with_a_session_too(client, committed, settings):
    from django.db import connections

    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = "tidak_ada"

    assert client.get("/healthz").status_code == 200


def test_a_disk_that_is_nearly_full_is_said_before_it_is_full(client, db, monkeypatch):
    monkeypatch.setattr("foundation.health.LEAST_SHARE", 1.0)
    found = client.get("/readyz").json()["checks"]["disk"]

    assert not found["ok"]
    assert found["detail"].startswith("tersisa ")
    assert "kosongkan ruang" in found["advice"]


def test_doctor_says_what_is_wrong_and_what_to_do_and_that_all_is_well(db):
    beat("worker")
    Pulse.objects.create(name="clock", at=timezone.now() - timedelta(minutes=10))
    with pytest.raises(CommandError, match=r"Penjadwal .* tidak bekerja.* \(clock: terakhir menyuruh .*\)") as told:
        call_command("doctor")
    assert "worker" not in str(told.value)

    beat("clock")
    said = StringIO()
    call_command("doctor", stdout=said)
    assert said.getvalue() == "Semua pemeriksaan baik.\n"


def test_doctor_says_that_nobody_in_front_ends_slow_senders(db, settings):
    beat("worker")
    beat("clock")
    settings.DEMO, settings.TRUSTED_PROXIES = False, []
    with pytest.raises(CommandError, match=r"Tidak ada proksi yang memutus pengirim lambat.*nginx"):
        call_command("doctor")

    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    call_command("doctor", stdout=StringIO())


def test_a_place_for_files_that_cannot_be_written_is_said(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "berkas"
    settings.MEDIA_ROOT.write_text("bukan folder")
    found = client.get("/readyz").json()["checks"]["disk"]

    assert (found["ok"], found["detail"]) == (False, "penyimpanan berkas tidak dapat ditulis")
