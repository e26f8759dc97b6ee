"""`make run` seen from outside: the real supervisor, in a data folder of its own."""

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import psycopg2
import pytest

from local import trial
from local.paths import PYTHON, ROOT

pytestmark = pytest.mark.xdist_group("supervisor")


class House:
    """A portal in its own var folder, driven as a person would: start, look, stop, kill."""

    def __init__(self, var: Path) -> None:
        self.var = var
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        outside = {"DATABASE_URL", "DATABASE_READER_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEY"}
        kept = {name: value for name, value in os.environ.items() if name not in outside}
        self.env = kept | {"JAKPRENEUR_VAR": str(var), "PORT": str(self.port), "DEMO": "100"}
        self.process: subprocess.Popen[str] | None = None
        self.said = ""

    def call(self, module: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = [str(PYTHON), "-m", f"local.{module}", *words]
        return subprocess.run(command, cwd=ROOT, env=self.env | env, capture_output=True, text=True, check=False)

    def start(self) -> None:
        command = [str(PYTHON), "-m", "local.supervisor"]
        self.close()
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if line.startswith("Portal siap: "):
                return
        raise AssertionError(self.said)

    def close(self) -> None:
        """Take leave of a process that has ended."""
        if self.process:
            self.process.wait()
            self.process.stdout.close()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=40)
        return self.process.returncode

    def answers(self) -> bool:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=10) as answer:
            return answer.status == 200

    def children(self, word: str = "") -> list[int]:
        """Processes that hold this house's var/alive and have `word` in their command line."""
        alive = str(self.var / "alive")
        return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _holds(entry, alive, word)]

    def sql(self, statement: str) -> list[tuple]:
        url = f"postgresql://jakpreneur_owner@/jakpreneur?host={self.var / 'servers'}"
        connection = psycopg2.connect(url)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


def _holds(entry: Path, path: str, word: str) -> bool:
    try:
        held = any(os.readlink(fd) == path for fd in (entry / "fd").iterdir())
        return held and word in (entry / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return False


def within(seconds: float, condition) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            if condition():
                return True
        except (OSError, psycopg2.Error):
            pass
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def house():
    """Not in pytest's folder, which is closed to the account that the servers of root run as."""
    with tempfile.TemporaryDirectory(prefix="jakpreneur-rumah-") as place:
        Path(place).chmod(0o755)
        house = House(Path(place) / "var")
        house.start()
        yield house
        if house.process.poll() is None:
            house.stop()
        house.close()
        assert not house.children()


@pytest.fixture
def running(house):
    """The house with its portal up, whatever an earlier test did to it."""
    if house.process.poll() is not None:
        house.start()
    assert within(30, house.answers)
    return house


def test_it_ends_its_start_with_the_accounts_and_an_address_that_answers(running):
    lines = running.said.strip().splitlines()

    assert lines[-1] == f"Portal siap: http://127.0.0.1:{running.port}/"
    assert lines[-2].startswith("Kata sandi akun contoh: ")
    assert any(line.startswith("perekonomian ") for line in lines)


def test_a_database_from_outside_gets_neither_demo_people_nor_accounts():
    services = trial.Services(os.environ[trial.FOLDER])
    services.clone("luar")
    with tempfile.TemporaryDirectory(prefix="jakpreneur-rumah-") as place:
        Path(place).chmod(0o755)
        house = House(Path(place) / "var")
        house.env |= {name: trial.settings_for_tests()[name] for name in ("FIELD_KEYS", "INDEX_KEY")}
        house.env |= services.environment("luar") | {"DATABASE_OWNER_URL": services.url(trial.OWNER, "luar")}
        house.start()
        house.stop()
        house.close()
    with closing(psycopg2.connect(services.url(trial.OWNER, "luar"))) as line, line.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM offices_user), (SELECT count(*) FROM participants_participant)")
        assert cursor.fetchone() == (0, 0)
    services.drop("luar")

    assert house.said.splitlines() == [f"Portal siap: http://127.0.0.1:{house.port}/"]


def test_a_second_run_says_where_the_portal_is(running):
    second = running.call("supervisor")

    assert (second.returncode, second.stdout.strip()) == (0, f"Portal sudah berjalan: http://127.0.0.1:{running.port}/")


def test_a_management_command_reaches_the_running_portal(running):
    running.sql("CREATE TABLE IF NOT EXISTS mark (n int PRIMARY KEY)")

    done = running.call(
        "manage", "shell", "-v0", "-c", "from django.db import connection as c; print(c.introspection.table_names())"
    )

    assert "'mark'" in done.stdout


@pytest.mark.parametrize(("alias", "role"), [("default", trial.APP), ("owner", trial.OWNER)])
def test_dbshell_opens_psql_on_the_running_portal_in_the_asked_role(running, alias, role):
    asked = running.call("manage", "dbshell", "--database", alias, "--", "--command=SELECT current_user", PATH="/bin")

    assert role in asked.stdout, asked.stderr


def test_reset_refuses_while_the_portal_runs(running):
    refused = running.call("reset", YES="1")

    assert refused.returncode == 1
    assert "sedang berjalan" in refused.stderr


@pytest.mark.parametrize("word", ["worker", "gunicorn", "valkey", "postgres"])
def test_a_killed_part_is_started_again(running, word):
    word = "redis" if word == "valkey" and not running.children("valkey") else word
    before = set(running.children(word))
    assert before

    os.kill(min(before), signal.SIGKILL)

    assert within(30, lambda: set(running.children(word)) - before and running.answers() and running.sql("SELECT 1"))


def _postmaster(running):
    return int((running.var / "servers" / "postgres" / "postmaster.pid").read_text().split()[0])


def test_a_database_killed_again_and_again_and_while_it_recovers_is_tried_until_it_lives(running):
    killed = set()
    for _ in range(5):
        assert within(30, lambda: set(running.children("bin/postgres")) - killed)
        for pid in set(running.children("bin/postgres")) - killed:
            killed.add(pid)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    assert within(60, lambda: running.sql("SELECT 1") and running.answers())
    assert running.process.poll() is None


def test_the_web_server_is_back_five_seconds_after_its_master_died_while_the_database_cannot_start(running):
    away = running.var / "servers" / "postgres.away"
    os.kill(_postmaster(running), signal.SIGKILL)
    away.with_name("postgres").rename(away)
    try:
        master = min(running.children("gunicorn"))
        os.kill(master, signal.SIGKILL)
        back = within(5, lambda: master not in running.children("gunicorn") and running.answers())
    finally:
        away.rename(away.with_name("postgres"))

    assert back
    assert within(60, lambda: running.sql("SELECT 1"))


def test_parts_that_hang_are_noticed_by_the_work_they_do_not_do_and_started_again(running):
    """All at once; of the web server the workers alone, whose master sees nothing amiss for a minute."""
    assert within(30, lambda: len(running.children("gunicorn")) == 3)
    master, *workers = sorted(running.children("gunicorn"))
    word = "valkey" if running.children("valkey") else "redis"
    mains = [min(running.children(word)) for word in (word, "celery -A jakpreneur worker", "jakpreneur beat")]
    stopped = {*workers, *mains, _postmaster(running)}
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)

    assert within(90, lambda: not stopped & set(running.children()) and master not in running.children())
    assert within(60, lambda: running.answers() and running.sql("SELECT 1"))
    assert within(30, lambda: running.children("jakpreneur beat") and running.children("jakpreneur worker"))


def test_the_database_keeps_checksums_of_its_pages(running):
    assert running.sql("SHOW data_checksums") == [("on",)]


def test_killed_with_all_its_children_it_recovers_and_keeps_the_data(running):
    running.sql("CREATE TABLE kept (n int PRIMARY KEY); INSERT INTO kept VALUES (7)")
    for pid in [running.process.pid, *running.children()]:
        with suppress(ProcessLookupError):  # who dies first takes others along
            os.kill(pid, signal.SIGKILL)
    running.process.wait()

    running.start()

    assert running.answers()
    assert running.sql("SELECT n FROM kept") == [(7,)]


def test_killed_alone_it_takes_its_children_along(running):
    running.process.kill()
    running.process.wait()

    assert within(30, lambda: not running.children())


def test_with_other_keys_than_its_databases_it_does_not_start_and_says_what_to_do(running):
    running.stop()
    secrets, aside = running.var / "secrets.env", running.var / "aside.env"
    secrets.rename(aside)
    try:
        refused = running.call("supervisor")
    finally:
        aside.rename(secrets)

    assert refused.returncode == 1
    assert "Kunci FIELD_KEYS 1, INDEX_KEY bukan kunci basis data ini. Kembalikan kunci yang benar" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_terminated_portal_stops_everything_and_commands_still_work(running):
    assert running.stop() == 0
    assert not running.children()

    done = running.call("manage", "shell", "-v0", "-c", "print('halo')")

    assert done.stdout.strip().endswith("halo")
    assert not running.children()
