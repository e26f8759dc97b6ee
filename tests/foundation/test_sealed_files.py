"""A kept file says nothing on the disk, and nothing but what was kept comes back."""

import os
import tracemalloc

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from foundation.errors import BrokenFile
from foundation.files import serve
from foundation.sealed_files import CHUNK, HEADER_BYTES, TAG_BYTES, key_number, opened, sealed

NAME = "evidence/2026/11/bukti.pdf"
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17]
SEALED_CHUNK = CHUNK + TAG_BYTES


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def keep(db, media, django_capture_on_commit_callbacks):
    """Keep content and answer where it lies."""

    def kept(content, name=NAME):
        with django_capture_on_commit_callbacks(execute=True):
            assert default_storage.save(name, ContentFile(content)) == name
        return media / name

    return kept


def read(name=NAME):
    with default_storage.open(name) as file:
        return file.read()


def broken(path, changed):
    """The sentence that a changed file is answered with."""
    path.write_bytes(bytes(changed))
    with pytest.raises(BrokenFile) as found:
        read(path.relative_to(path.parents[3]).as_posix())
    return found.value.message


def chunks_of(stored):
    body = stored[HEADER_BYTES:]
    return stored[:HEADER_BYTES], [body[at : at + SEALED_CHUNK] for at in range(0, len(body), SEALED_CHUNK)]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_kept_comes_back_whatever_its_size(keep, size):
    content = os.urandom(size)
    keep(content)

    assert read() == content
    assert default_storage.size(NAME) == size


def test_nothing_of_the_content_is_on_the_disk(keep):
    words = b"Siti Aminah, Duri Kepa; "
    path = keep(words * 10_000)

    assert b"Siti" not in path.read_bytes()
    assert keep(words, "evidence/2026/11/sama.pdf").read_bytes()[HEADER_BYTES:] != path.read_bytes()[HEADER_BYTES:]


def test_any_changed_byte_is_found(keep):
    stored = keep(b"bukti" * 5).read_bytes()

    for at in range(len(stored)):
        changed = bytearray(stored)
        changed[at] ^= 1
        with pytest.raises(BrokenFile):
            b"".join(opened(NAME, ContentFile(bytes(changed))))


def test_a_file_cut_anywhere_is_found(keep):
    stored = keep(b"x" * 2 * CHUNK).read_bytes()
    edges = [HEADER_BYTES + number * SEALED_CHUNK for number in range(3)]

    for end in {0, 1, *edges, *(edge - 1 for edge in edges), *(edge + 1 for edge in edges[:2])} - {len(stored)}:
        with pytest.raises(BrokenFile):
            b"".join(opened(NAME, ContentFile(stored[:end])))


@pytest.mark.parametrize("order", [[1, 0, 2], [0, 0, 1, 2], [0, 2], [0, 1, 2, 2], [0, 1], [2]])
def test_chunks_swapped_repeated_or_left_out_are_found(keep, order):
    path = keep(b"x" * 3 * CHUNK)
    header, chunks = chunks_of(path.read_bytes())

    assert "rusak atau tertukar" in broken(path, header + b"".join(chunks[number] for number in order))


def test_something_behind_the_end_is_found(keep):
    path = keep(b"bukti")
    assert "rusak atau tertukar" in broken(path, path.read_bytes() + b"x")


def test_a_file_under_the_name_of_another_is_found(keep):
    hers, other = keep(b"miliknya"), keep(b"milik orang lain", "evidence/2026/11/lain.pdf")

    assert "rusak atau tertukar" in broken(hers, other.read_bytes())


def test_a_file_that_was_never_sealed_is_not_handed_out(keep):
    path = keep(b"bukti")
    assert "rusak atau tertukar" in broken(path, b"%PDF-1.7 terbuka" * 100)


def test_a_missing_key_is_named_and_the_newest_key_writes(keep, settings):
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = {**old, 250: b"n" * 32}
    assert key_number(keep(b"bukti").read_bytes()) == 250
    assert read() == b"bukti"

    settings.FIELD_KEYS = old
    with pytest.raises(BrokenFile, match="FIELD_KEYS 250"):
        read()


def test_memory_does_not_grow_with_the_file(media):
    def peak(chunks):
        tracemalloc.start()
        path = media / "besar"
        with path.open("wb") as file:
            file.writelines(sealed(NAME, (b"x" * 10_000 for _ in range(chunks))))
        with path.open("rb") as file:
            assert sum(map(len, opened(NAME, file))) == chunks * 10_000
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(2_000) < peak(200) + CHUNK


def test_a_download_streams_the_content_under_its_length_and_never_by_descriptor(keep):
    content = os.urandom(2 * CHUNK + 5)
    keep(content)
    response = serve(default_storage.open(NAME), "application/pdf", "bukti-1.pdf")

    with pytest.raises(OSError, match="fileno"):
        response.file_to_stream.fileno()
    assert response["Content-Length"] == str(len(content))
    assert b"".join(response.streaming_content) == content
    response.close()


def test_a_broken_file_is_answered_before_the_first_byte(keep):
    path = keep(b"x" * 3 * CHUNK)
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    with pytest.raises(BrokenFile):
        default_storage.open(NAME)


def test_a_file_opened_again_is_read_from_its_beginning_and_never_sealed(keep):
    keep(b"bukti")
    file = default_storage.open(NAME)

    assert (file.read(), file.open().read(), file.open("rb").read()) == (b"bukti",) * 3
    file.close()
    assert file.open().read() == b"bukti"
    file.close()
