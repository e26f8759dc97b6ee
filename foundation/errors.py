"""Why something was not done, in the user's words. Pages and API show the same sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class DomainError(Exception):
    """A rule said no. `message` is the Indonesian sentence; `status` and `code` are what HTTP and the API answer."""

    status = 409
    code = "refused"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message


class Refused(DomainError):
    """The wish cannot be met as things stand."""


@dataclass(frozen=True)
class Doubt:
    """Something unusual in what is about to be saved: of which kind, in the officer's words, and whom it concerns."""

    kind: str
    words: str
    people: tuple[str, ...] = ()


class NeedsReason(DomainError):
    """Something is unusual: `doubts` say what. With one reason, whatever their number, the officer may go on."""

    code = "needs_reason"

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        self.doubts = list(doubts)
        super().__init__("Periksa hal berikut, lalu isi alasan untuk melanjutkan: " + "; ".join(self.warnings))

    @property
    def warnings(self) -> list[str]:
        return [doubt.words for doubt in self.doubts]

    @property
    def kinds(self) -> list[str]:
        """The kinds of the doubts, once each."""
        return list(dict.fromkeys(doubt.kind for doubt in self.doubts))


@dataclass(frozen=True)
class FieldConflict:
    """One field that somebody else changed meanwhile: what is stored now, and what was about to be saved."""

    field: str
    label: str
    theirs: Any
    yours: Any


class Stale(DomainError):
    """Somebody else saved first. `changes` names the fields that differ; it may be empty."""

    code = "stale"

    def __init__(self, changes: list[FieldConflict]) -> None:
        super().__init__("Data telah diubah oleh pengguna lain. Muat ulang halaman sebelum menyimpan.")
        self.changes = changes


class NotAllowed(DomainError):
    """The officer's duties do not include this act."""

    status = 403
    code = "not_allowed"

    def __init__(self, message: str = "Anda tidak berwenang melakukan tindakan ini.") -> None:
        super().__init__(message)


class TooMany(DomainError):
    """Asked too often; the sentence says when to try again."""

    status = 429
    code = "too_many"

    def __init__(self, wait_seconds: int) -> None:
        minutes = max(1, -(-wait_seconds // 60))
        super().__init__(f"Terlalu banyak percobaan. Coba lagi dalam {minutes} menit.")
        self.wait_seconds = wait_seconds


class FilesAway(DomainError):
    """The place where files are kept cannot be read or written now; nothing was stored, and trying again may help."""

    status = 503
    code = "files_away"
    retry_seconds = 30


class BrokenFile(FilesAway):
    """A kept file is not what was kept, or its key is missing; trying again is no help."""

    code = "file_broken"
    retry_seconds = 0


class Mismatch(DomainError):
    """The same idempotency key came with other content."""

    status = 422
    code = "mismatch"

    def __init__(self) -> None:
        super().__init__(
            "Formulir ini sudah dikirim dengan isian lain; yang pertama berlaku. Buka formulir baru untuk yang lain."
        )


def retry_after(error: DomainError) -> int:
    """After how many seconds the same may be tried again; 0 where that is no help."""
    return getattr(error, "wait_seconds", 0) or getattr(error, "retry_seconds", 0)
