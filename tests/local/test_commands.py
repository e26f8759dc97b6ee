"""What the commands answer when they cannot do what was asked, and how keys are kept."""

import os
import socket
import stat
import subprocess

import pytest

from local.paths import PYTHON, ROOT


@pytest.fixture
def call(tmp_path):
    """Run one of our modules with its own data folder."""

    def run(module, **env):
        command = [str(PYTHON), "-m", f"local.{module}"]
        env = {"PATH": os.environ["PATH"], "JAKPRENEUR_VAR": str(tmp_path / "var")} | env
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, input="")

    return run


def test_a_busy_port_is_said_in_one_sentence(call):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = call("supervisor", PORT=str(port))

    assert refused.returncode == 1
    assert (
        refused.stderr
        == f"Port {port} sudah dipakai program lain. Pilih yang lain, misalnya: make run PORT={port + 1}\n"
    )


@pytest.mark.parametrize("port", ["nol", "0", "70000"])
def test_a_port_that_is_none_is_said_in_one_sentence(call, port):
    refused = call("supervisor", PORT=port)

    assert refused.stderr == f"PORT harus berupa angka 1-65535, bukan '{port}'.\n"


def test_reset_never_touches_a_database_from_outside(call):
    refused = call("reset", YES="1", DATABASE_URL="postgresql://somewhere/else")

    assert refused.returncode == 1
    assert "DATABASE_URL" in refused.stderr


def test_reset_without_an_answer_deletes_nothing(call, tmp_path):
    (tmp_path / "var" / "media").mkdir(parents=True)

    assert call("reset").returncode == 1
    assert (tmp_path / "var" / "media").exists()


def test_reset_keeps_the_keys_and_removes_the_data(call, tmp_path):
    (tmp_path / "var" / "media").mkdir(parents=True)
    (tmp_path / "var" / "secrets.env").write_text("SECRET_KEY=x\n")

    assert call("reset", YES="1").returncode == 0
    assert [path.name for path in (tmp_path / "var").iterdir() if path.name != "lock"] == ["secrets.env"]


def test_keys_are_made_once_and_readable_by_nobody_else(tmp_path):
    code = "from local.keys import keys; print(sorted(keys().items()))"
    env = {"PATH": os.environ["PATH"], "JAKPRENEUR_VAR": str(tmp_path / "var")}
    first, second = (subprocess.check_output([PYTHON, "-c", code], cwd=ROOT, env=env) for _ in range(2))

    assert first == second
    assert stat.S_IMODE((tmp_path / "var" / "secrets.env").stat().st_mode) == 0o600


def test_demo_mode_refuses_a_public_address():
    command = [PYTHON, "-m", "gunicorn", "jakpreneur.wsgi", "--bind", "0.0.0.0:0"]

    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)

    assert refused.returncode == 1
    assert "DEMO hanya untuk alamat lokal" in refused.stderr
