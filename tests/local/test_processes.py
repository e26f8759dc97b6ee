"""A program that is exchanged while it runs, as an upgrade does."""

import shutil
import time

import pytest

from local.parts import Part
from local.processes import Program, spawn, stop


@pytest.fixture
def program(tmp_path):
    file = tmp_path / "sleep"
    shutil.copy2("/bin/sleep", file)
    return file


def _exchange(file):
    fresh = file.with_name("fresh")
    shutil.copy(file, fresh)
    fresh.rename(file)


def test_a_part_whose_program_was_exchanged_is_started_anew_and_says_why(program, tmp_path, capsys):
    kept = []

    def start():
        kept.append(Program(program))
        return spawn([program, "60"], log=tmp_path / "log", env={}, cwd=tmp_path)

    part = Part("PostgreSQL", start, program=lambda: kept[-1])
    first = part.process = part.start()
    part.renew()
    _exchange(program)
    for _ in range(3):
        part.renew()

    try:
        assert first.poll() is not None
        assert part.process.poll() is None
        assert len(kept) == 2
        assert capsys.readouterr().out == (
            "Program PostgreSQL diganti selagi berjalan (pembaruan); PostgreSQL dimulai ulang.\n"
        )
    finally:
        stop(part.process)


def test_a_program_that_is_away_for_a_moment_is_waited_for(program):
    watched = Program(program)
    program.rename(program.with_name("aside"))

    assert [watched.was_exchanged() for _ in range(3)] == [False] * 3


def test_a_program_that_is_still_being_written_is_waited_for(program):
    watched = Program(program)
    found = []
    for size in range(3):
        program.unlink()
        program.write_bytes(b"x" * (size + 1))
        time.sleep(0.01)
        found.append(watched.was_exchanged())

    assert found == [False] * 3
    assert watched.was_exchanged()
