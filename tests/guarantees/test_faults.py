"""Guarantee 1: nothing acknowledged is lost when worker, Redis and PostgreSQL die under writes.

Servers of its own, because it kills them. Officers register through the API of a real gunicorn; whatever is not
acknowledged they send again under the same key.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from uuid import uuid4

import psycopg2
import pytest

from local import trial
from local.broker import Broker
from local.home import passing
from local.paths import ROOT
from local.postgres import APP, Postgres
from local.processes import spawn, stop, wait_until
from local.saying import Halt

WRITERS = 4
SECRET_OF_AN_OFFICER = """
from foundation.history import recorded_as
from accounts import tokens
from tests import factories
with recorded_as(label="uji"):
    print(tokens.issue(factories.kelurahan_officer(), "uji")[1])
"""


class Town:
    """PostgreSQL with everything kept, Redis, a web server and a worker, each to be killed and started."""

    def __init__(self, folder):
        self.folder, self.home = folder, passing()
        self.postgres, self.broker = Postgres(self.home, durable=True), Broker(self.home)
        services = trial.Services(str(self.home.folder))
        self.env = os.environ | trial.settings_for_tests() | services.environment(trial.TEMPLATE)
        self.url = services.url(APP, trial.TEMPLATE)

    def open(self):
        self.postgres.start(self.folder / "postgres.log")
        self.broker.start(self.folder / "redis.log")
        self.postgres.prepare_database(trial.TEMPLATE)
        trial.prepare_template(trial.Services(str(self.home.folder)), self.folder / "prepare.log")
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.web = self.python("gunicorn", "jakpreneur.wsgi", "--bind", f"fd://{self.door.fileno()}", "--threads", "4")
        self.start_worker()
        assert wait_until(lambda: self.call("/healthz") == 200, self.web)

    def close(self):
        for process in (self.worker, self.web):
            stop(process)
        self.door.close()
        self.broker.stop()
        self.postgres.stop()

    def python(self, *words):
        command = [sys.executable, "-m", *words]
        fds = (self.door.fileno(),)
        return spawn(command, log=self.folder / f"{words[0]}.log", env=self.env, cwd=ROOT, pass_fds=fds)

    def start_worker(self):
        self.worker = self.python("celery", "-A", "jakpreneur", "worker", "--concurrency", "1")

    def kill_postgres(self):
        """SIGKILL, as a power cut would; started again as soon as the old one's memory is free."""
        os.killpg(self.postgres.process.pid, signal.SIGKILL)
        self.postgres.process.wait()
        for _ in range(50):
            try:
                return self.postgres.start(self.folder / "postgres.log")
            except Halt:
                time.sleep(0.2)
        raise AssertionError("PostgreSQL did not come back")

    def manage(self, *words):
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)

    def call(self, path, body=None, **headers):
        """The status of a request; 0 where nobody answered. A 201 answers the id instead."""
        data = json.dumps(body).encode() if body else None
        headers = {"Content-Type": "application/json"} | headers
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address + path, data, headers), timeout=20) as got:
                return json.loads(got.read())["id"] if got.status == 201 else got.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0


@pytest.fixture
def town(tmp_path):
    town = Town(tmp_path)
    try:
        town.open()
        yield town
    finally:
        town.close()


def person(number):
    return {
        "nik": f"317305520190{number + 1:04d}",
        "name": f"Contoh Uji {number}",
        "sex": "P",
        "birth_place": "Jakarta",
        "birth_date": "1990-01-12",
        "ktp_address": "Jalan Contoh 1",
        "ktp_region": "Duri Kepa, Kebon Jeruk, Jakarta Barat",
        "domicile_address": "Jalan Contoh 1",
        "rt": "004",
        "rw": "011",
        "domicile_kelurahan": "31.73.05.1005",
        "kelurahan": "31.73.05.1005",
        "line": "PPAPP",
        "registrant_type": "pemula",
        "channel": "kelurahan",
        "privacy_given": "dibacakan",
    }


class Officers:
    """Register one person after the other, each until it is acknowledged, and remember what was."""

    def __init__(self, town, secret):
        self.town, self.secret = town, secret
        self.acknowledged, self.retried = [], 0
        self.numbers, self.going = iter(range(8_000)), True
        self.threads = [threading.Thread(target=self.work) for _ in range(WRITERS)]

    def work(self):
        while self.going:
            body = person(next(self.numbers))
            headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": str(uuid4())}
            while isinstance(answer := self.town.call("/api/v1/participants/", body, **headers), int):
                assert answer in (0, 503), answer
                self.retried += 1
                time.sleep(0.1)
            self.acknowledged.append(answer)

    def done_more(self, count, seconds=30):
        """Wait until that many more have been acknowledged."""
        wanted, limit = len(self.acknowledged) + count, time.monotonic() + seconds
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < limit, "writing stands still"
            time.sleep(0.05)


@pytest.mark.timeout(240)
def test_nothing_acknowledged_is_lost_when_everything_dies_under_writes(town):
    said = town.manage("shell", "-v0", "-c", SECRET_OF_AN_OFFICER)
    assert said.returncode == 0, said.stderr
    secret = said.stdout.split()[-1]
    officers = Officers(town, secret)
    for thread in officers.threads:
        thread.start()

    try:
        officers.done_more(20)
        town.worker.kill()
        town.worker.wait()
        officers.done_more(20)
        town.broker.stop()
        officers.done_more(20)
        for _ in range(3):
            town.kill_postgres()
            officers.done_more(20)
        town.broker.start(town.folder / "redis.log")
        town.start_worker()
        officers.done_more(20)
    finally:
        officers.going = False
        for thread in officers.threads:
            thread.join()

    with psycopg2.connect(town.url) as database, database.cursor() as cursor:
        cursor.execute("SELECT public_id::text FROM participants_participant")
        stored = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT sum(people) FROM reports_progress WHERE indicator = 'P1'")
        counted = cursor.fetchone()[0]
    database.close()
    assert officers.retried > 0, "nothing was disturbed"
    assert sorted(stored) == sorted(officers.acknowledged)
    assert counted == len(stored)
    check = town.manage("rollup", "check")
    assert check.returncode == 0, check.stdout + check.stderr
