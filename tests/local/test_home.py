"""Where the data of `make run` lie."""

import os
import subprocess
from pathlib import Path

import pytest

from local.paths import PYTHON, ROOT


@pytest.fixture
def ask(tmp_path):
    """The folder that a portal would use whose var/ has a space in its name."""
    var = tmp_path / "var é"
    var.mkdir()

    def answer(code, **env):
        env = {"PATH": os.environ["PATH"], "JAKPRENEUR_VAR": str(var), "HOME": str(tmp_path)} | env
        command = [PYTHON, "-c", f"from local import home; {code}"]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    answer.var = var
    return answer


def test_data_never_lie_where_a_system_cleans_up(ask):
    folder = Path(ask("print(home.lasting().folder)", HOME="/home/petugas").stdout.strip())

    assert folder.parent in (Path("/var/lib"), Path("/home/petugas/.local/share"))
    assert (ask.var / "servers.path").read_text().strip() == str(folder)


def test_data_that_lay_there_move_with_their_modes(ask, tmp_path):
    swept = Path(f"/var/tmp/jakpreneur-uji-{os.getpid()}")
    swept.mkdir(mode=0o700)
    (swept / "data").write_text("1")
    (ask.var / "servers.path").write_text(f"{swept}\n")

    code = "home.leave_swept_places(); print(home.lasting().folder)"
    said = ask(code, HOME="/root", XDG_DATA_HOME="/var/lib")
    folder = Path(said.stdout.strip())

    try:
        assert (folder / "data").read_text() == "1", said.stderr
        assert folder.stat().st_mode & 0o777 == 0o700
        assert not swept.exists()
    finally:
        for file in (folder / "data", swept / "data"):
            file.unlink(missing_ok=True)
        for place in (folder, swept):
            if place.exists():
                place.rmdir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root has /var/lib")
def test_no_good_place_is_said_in_one_sentence(ask):
    done = ask("print(home.lasting())", XDG_DATA_HOME="/tmp/é")

    assert "XDG_DATA_HOME" in done.stderr
