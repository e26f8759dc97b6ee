"""Whether build/static still holds what collectstatic would put there; gathering and hashing takes seconds."""

import hashlib

from local.paths import BUILD, ROOT, VENDOR

STAMP = BUILD / "static" / ".stamp"


def are_fresh() -> bool:
    return STAMP.exists() and STAMP.read_text() == _state()


def remember() -> None:
    """Call after collectstatic succeeded."""
    STAMP.write_text(_state())


def _state() -> str:
    """Everything the gathered files depend on: our files, npm's, the packages' and the settings."""
    files = [*sorted((ROOT / "static").rglob("*")), *sorted(VENDOR.glob("*"))]
    seen = [f"{file}:{facts.st_size}:{facts.st_mtime_ns}" for file in files for facts in [file.stat()]]
    texts = [(ROOT / name).read_text() for name in ("requirements.txt", "jakpreneur/settings.py")]
    return hashlib.sha256("\n".join(seen + texts).encode()).hexdigest()
