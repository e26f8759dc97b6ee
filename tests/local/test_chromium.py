"""What the browser of the tests runs on."""

import subprocess

import pytest

from local import chromium


@pytest.fixture
def broken(tmp_path):
    """A program that does not start, as one whose libraries are missing."""
    program = tmp_path / "node"
    program.write_text("#!/bin/sh\nexit 127\n")
    program.chmod(0o755)
    return program


def test_where_playwrights_own_node_does_not_start_ours_takes_its_place(broken):
    given = chromium.driver(broken)["PLAYWRIGHT_NODEJS_PATH"]

    assert subprocess.check_output([given, "--version"], text=True).startswith("v")


def test_where_it_is_missing_too(tmp_path):
    assert chromium.driver(tmp_path / "nowhere")


def test_where_it_starts_nothing_is_changed(broken):
    broken.write_text("#!/bin/sh\necho v24\n")

    assert chromium.driver(broken) == {}
