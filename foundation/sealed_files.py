"""Files of people at rest: sealed in chunks on their way to the disk, opened in chunks on their way out.

A file is a header (mark, number of the key in FIELD_KEYS, salt) and chunks of AES-256-GCM under a key that only this
file has. The nonce is the chunk's number and whether it is the last; header and name are authenticated with each. So
a changed byte, a chunk cut off, repeated or out of its place, and a file under another's name are all found. Memory
is that of a few chunks, whatever the size.
"""

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, Any, cast

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files import File

from foundation.errors import BrokenFile, FilesAway
from foundation.storage import WHAT_TO_DO, KeptStorage

log = structlog.get_logger("portal")

MARK = b"JKF1"
SALT_BYTES = 32
HEADER_BYTES = len(MARK) + 1 + SALT_BYTES
CHUNK = 64 * 1024
TAG_BYTES = 16
PURPOSE = b"foundation.sealed_files"
FROM_BACKUP = "Beri tahu administrator portal supaya berkas dipulihkan dari cadangan."


class SealedStorage(KeptStorage):
    """What is on the disk is sealed; whoever saves, opens or asks for the size meets the file itself."""

    def size(self, name: str) -> int:
        """Bytes of the file itself."""
        return plain_size(os.path.getsize(self.path(name)))

    def _open(self, name: str, mode: str = "rb") -> File:
        return SealedFile(self, name).open(mode)

    def key_of(self, name: str) -> int | None:
        """The number of the key that the file is under; None where it is away or was never sealed."""
        with suppress(FileNotFoundError), self.raw(name) as kept:
            return key_number(kept.read(HEADER_BYTES))
        return None

    def leave(self, name: str) -> None:
        """Let the sweeping have it a day from now, unless a row still names it then."""
        with suppress(OSError):
            os.utime(self.path(name))

    def raw(self, name: str) -> IO[bytes]:
        """The file as it lies on the disk."""
        return cast("IO[bytes]", super()._open(name).file)

    def _save(self, name: str, content: Any) -> str:
        kept = super()._save(name, _Sealing(name, content))
        if kept != name:  # somebody took the name meanwhile, and the seal holds for no other
            raise FilesAway(f"Berkas tidak dapat disimpan, maka isian ini juga belum tersimpan. {WHAT_TO_DO}")
        return kept


class SealedFile(File):
    """A kept file, for reading from its beginning to its end. Opening it reads it once: what opens is whole."""

    def __init__(self, storage: SealedStorage, name: str) -> None:
        super().__init__(None, name)
        self._storage, self._kept_as = storage, name
        self.mode = "rb"

    @property
    def size(self) -> int:
        return self._storage.size(self._kept_as)

    def open(self, mode: str | None = None, *args: Any, **kwargs: Any) -> "SealedFile":
        """From the beginning, each time. Raises BrokenFile, with what to do, and OSError."""
        if mode not in (None, "rb"):
            raise ValueError("a kept file is read as bytes, and written by saving")
        self.close()
        with self._storage.raw(self._kept_as) as once:
            for _ in opened(self._kept_as, once):
                pass
        self.file = io.BufferedReader(_Opening(self._kept_as, self._storage.raw(self._kept_as)), CHUNK)
        return self

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


class _Sealing:
    """Content whose chunks are sealed as they are asked for: what `Storage.save` writes."""

    def __init__(self, name: str, content: Any) -> None:
        self.name, self._content = name, content

    def chunks(self) -> Iterator[bytes]:
        return sealed(self.name, self._content.chunks())


class _Opening(io.RawIOBase):
    """The opened chunks as a stream. It has no `fileno`: a server that sends by descriptor would send the sealed file."""

    def __init__(self, name: str, raw: IO[bytes]) -> None:
        self._raw, self._chunks, self._left = raw, opened(name, raw), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and (chunk := next(self._chunks, None)) is not None:
            self._left = chunk
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)

    def close(self) -> None:
        self._raw.close()
        super().close()


def sealed(name: str, content: Iterable[bytes]) -> Iterator[bytes]:
    """The header and the chunks of a file that will have this name, under the newest key."""
    header = MARK + bytes([max(settings.FIELD_KEYS)]) + os.urandom(SALT_BYTES)
    yield header
    cipher, bound = _cipher(header), header + name.encode()
    for number, (chunk, is_last) in enumerate(_in_chunks(content)):
        yield cipher.encrypt(_nonce(number, is_last), chunk, bound)


def opened(name: str, raw: IO[bytes]) -> Iterator[bytes]:
    """The file's content, chunk by chunk, each checked. Raises BrokenFile at the first that is not what was kept."""
    header = raw.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or not header.startswith(MARK):
        raise _broken(name, "no header")
    if header[len(MARK)] not in settings.FIELD_KEYS:
        raise _keyless(name, header[len(MARK)])
    cipher, bound = _cipher(header), header + name.encode()
    number, chunk = 0, raw.read(CHUNK + TAG_BYTES)
    while True:
        following = raw.read(CHUNK + TAG_BYTES)
        try:
            content = cipher.decrypt(_nonce(number, not following), chunk, bound)
        except (InvalidTag, ValueError):
            raise _broken(name, f"chunk {number}") from None
        yield content
        if not following:
            return
        number, chunk = number + 1, following


def key_number(header: bytes) -> int | None:
    """The number of the key that a file with this beginning is under; None for one that is not sealed."""
    return header[len(MARK)] if header.startswith(MARK) and len(header) > len(MARK) else None


def plain_size(size: int) -> int:
    """Bytes of the content of a sealed file of that size."""
    body = max(0, size - HEADER_BYTES)
    return body - TAG_BYTES * -(-body // (CHUNK + TAG_BYTES))


def _cipher(header: bytes) -> AESGCM:
    """The key of one file: from the numbered key and the file's salt, so that no two files share nonces."""
    key, salt = settings.FIELD_KEYS[header[len(MARK)]], header[len(MARK) + 1 :]
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=PURPOSE).derive(key))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _in_chunks(content: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in chunks of one size; the last, which may be shorter or empty, is marked."""
    waiting = bytearray()
    for piece in content:
        waiting += piece
        while len(waiting) > CHUNK:
            yield bytes(waiting[:CHUNK]), False
            del waiting[:CHUNK]
    yield bytes(waiting), True


def _broken(name: str, where: str) -> BrokenFile:
    log.error("file_broken", name=name, where=where)
    return BrokenFile(f"Berkas ini rusak atau tertukar: isinya bukan lagi yang disimpan. {FROM_BACKUP}")


def _keyless(name: str, number: int) -> BrokenFile:
    log.error("file_without_key", name=name, key=number)
    return BrokenFile(
        f"Berkas ini tidak dapat dibuka: kuncinya (FIELD_KEYS {number}) tidak ada pada portal."
        " Beri tahu administrator portal supaya kunci itu dikembalikan dari cadangan."
    )
