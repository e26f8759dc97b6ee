"""The keys of this folder's own portal, made once and kept in var/secrets.env, readable by nobody else."""

import base64
import os
import secrets

from local.paths import VAR

FILE = VAR / "secrets.env"


def keys() -> dict[str, str]:
    """SECRET_KEY, FIELD_KEYS, INDEX_KEY and the demo accounts' password; the environment's own come first."""
    VAR.mkdir(exist_ok=True)
    kept = _read() or _make()
    return {name: os.environ.get(name, value) for name, value in kept.items()}


def _read() -> dict[str, str]:
    if not FILE.exists():
        return {}
    return dict(line.split("=", 1) for line in FILE.read_text().splitlines() if "=" in line)


def _make() -> dict[str, str]:
    """Fresh keys, written to a new file first so that a killed run leaves all or nothing."""
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": f"1:{_key()}",
        "INDEX_KEY": _key(),
        "DEMO_PASSWORD": "-".join(secrets.choice(SYLLABLES) + secrets.choice(SYLLABLES) for _ in range(4)),
    }
    fresh = FILE.with_name("secrets.env.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in made.items())
    fresh.rename(FILE)
    return made


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


SYLLABLES = [consonant + vowel for consonant in "bcdgjklmnprst" for vowel in "aiueo"]
