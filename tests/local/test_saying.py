"""What a person at the keyboard reads when a command cannot go on."""

from pathlib import Path

import pytest

from local import saying
from local.saying import Halt, guarded


def test_a_full_disk_is_one_sentence_that_names_the_place(capsys):
    assert guarded(lambda: Path("/dev/full").write_text("x" * 100_000)) == 1

    said = capsys.readouterr().err
    assert said.startswith("Disk penuh: tidak ada lagi ruang untuk menulis di ")
    assert said.count("\n") == 1


def test_a_full_disk_is_the_reason_given_whatever_failed_because_of_it(capsys, monkeypatch):
    """A download, a server or a step that fails on a full disk knows only that it failed."""
    monkeypatch.setattr(saying, "LITTLE", 10**18)

    assert guarded(_halt) == 1
    assert capsys.readouterr().err.startswith("Disk penuh: ")


def test_a_program_that_ran_out_of_room_and_cleaned_up_is_believed(capsys, tmp_path):
    log = tmp_path / "initdb.log"
    log.write_text("could not write to file: No space left on device\ninitdb: removing data directory\n")

    assert guarded(lambda: _halt(log)) == 1
    said = capsys.readouterr().err
    assert said.startswith("Disk penuh: ")
    assert str(log) in said


def test_with_room_the_command_says_its_own(capsys):
    assert guarded(_halt) == 1
    assert capsys.readouterr().err == "Periksa sambungan internet.\n"


def test_another_error_is_no_sentence():
    with pytest.raises(FileNotFoundError):
        guarded(lambda: Path("/nowhere/at/all").read_text())


def _halt(log=None):
    raise Halt("Periksa sambungan internet.", log)
