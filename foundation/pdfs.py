"""PDFs that people send in: kept as they came, signatures and all, unless they do things or cannot be read.

This keeps careless senders from passing scripts and attachments on; it is no scanner. What protects whoever opens the
file is `foundation.files.serve`.
"""

import subprocess
import sys
import threading
from pathlib import Path

import structlog
from django.core.exceptions import ValidationError

log = structlog.get_logger("portal")

PROGRAM = Path(__file__).with_name("pdf_reading.py")
LONGEST_SECONDS = 10

MARK, BEGINS_WITHIN = b"%PDF-", 1024
END = b"%%EOF"

PATIENCE = 3
"""Seconds to wait for one's turn."""
_turn = threading.BoundedSemaphore(1)

BUSY = "busy"
SOUND, ACTIVE, LOCKED, BROKEN, TOO_MUCH = "sound", "active", "locked", "broken", "too much"
"""What that program answers. It is never imported here: its library stays out of the web's processes."""

WORDS = {
    ACTIVE: "PDF ini memuat skrip atau lampiran. Cetak ulang sebagai PDF biasa.",
    LOCKED: "PDF ini dikunci kata sandi. Buka dengan kata sandinya, cetak sebagai PDF baru, lalu kirim yang baru.",
    BROKEN: "PDF ini rusak atau tidak lengkap. Unduh atau pindai ulang, atau kirim foto halamannya.",
    BUSY: "Portal sedang memeriksa banyak PDF. Kirim lagi sebentar lagi.",
    TOO_MUCH: "PDF ini terlalu rumit untuk diperiksa. Cetak sebagai PDF baru, atau kirim foto halamannya.",
}


def is_pdf(content: bytes) -> bool:
    """Whether readers take it for one: some senders and scanners put a few bytes before the mark."""
    return MARK in content[: BEGINS_WITHIN + len(MARK)]


def checked_pdf(content: bytes) -> bytes:
    """The PDF as it came. Raises ValidationError, with what to do, for one that does things or cannot be read."""
    body, end, rest = content.rpartition(END)
    # After the end there may be padding, but nothing that a reader could begin from: it would read what is not judged.
    whole = end and b"obj" not in rest and b"startxref" not in rest
    verdict = _verdict(body + end) if whole else BROKEN
    if verdict != SOUND:
        raise ValidationError(WORDS[verdict], code=verdict)
    return content


def _verdict(content: bytes) -> str:
    """What a process of its own says of it; one that runs out of memory or time says too much. One at a time, so that
    hostile files take turns while everybody else is served."""
    if not _turn.acquire(timeout=PATIENCE):
        return BUSY
    try:
        return _read(content)
    finally:
        _turn.release()


def _read(content: bytes) -> str:
    command = [sys.executable, "-I", str(PROGRAM)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST_SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired:
        return TOO_MUCH
    said = done.stdout.decode()
    if said == SOUND or said in WORDS:
        return said
    log.warning("pdf_reader_ended", status=done.returncode)
    return TOO_MUCH
