"""PostgreSQL is given memory by the machine it runs on."""

import pytest

from local.postgres import machine_memory, sized

GB = 2**30


@pytest.mark.parametrize(
    ("memory", "buffers", "work"),
    [(GB // 2, "128MB", "4MB"), (4 * GB, "512MB", "16MB"), (256 * GB, "2048MB", "64MB")],
)
def test_a_larger_machine_gives_more_within_bounds(memory, buffers, work):
    settings = sized(memory)

    assert (settings["shared_buffers"], settings["work_mem"]) == (buffers, work)


def test_a_container_counts_as_large_as_it_may_grow(tmp_path):
    limit = tmp_path / "memory.max"
    whole = machine_memory(limit)
    limit.write_text("max\n")
    assert machine_memory(limit) == whole
    limit.write_text(f"{GB // 4}\n")
    assert machine_memory(limit) == GB // 4
