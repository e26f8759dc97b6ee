"""What the portal takes from its environment, and from the file that JAKPRENEUR_ENV names; see `.env.example`."""

import base64
import os
from pathlib import Path
from urllib.parse import unquote

import environ

env = environ.Env()


def read_file() -> None:
    """Add what the file that JAKPRENEUR_ENV names says; what the environment says itself goes first.

    Read on import, and everything that takes a name from the environment imports this: web, worker, clock and commands
    cannot differ in what they know.
    """
    name = os.environ.get("JAKPRENEUR_ENV", "")
    if not name:
        return
    try:
        with Path(name).open(encoding="utf-8") as file:
            env.read_env(file)
    except OSError as failure:
        raise SystemExit(f"Berkas pengaturan {name} (JAKPRENEUR_ENV) tidak dapat dibaca: {failure.strerror}.") from None


read_file()


def numbered_keys(text: str) -> dict[int, bytes]:
    """'1:base64,2:base64' as keys by number. Raises ValueError unless every key has 32 bytes and a number of 1-255."""
    keys = {}
    for entry in text.split(","):
        number, _, encoded = entry.strip().partition(":")
        key = base64.b64decode(encoded, validate=True)
        if not 1 <= int(number) <= 255 or len(key) != 32:
            raise ValueError("FIELD_KEYS: every entry is NUMBER:KEY, a number of 1 to 255 and 32 bytes in base64.")
        keys[int(number)] = key
    return keys


def key(text: str) -> bytes:
    """A single key in base64, at least 32 bytes. Raises ValueError otherwise."""
    decoded = base64.b64decode(text, validate=True)
    if len(decoded) < 32:
        raise ValueError("INDEX_KEY: at least 32 bytes in base64.")
    return decoded


def database(name: str) -> dict[str, object]:
    """The connection that this variable describes; a socket folder may be given as %2Ffolder or as ?host=/folder."""
    parts = env.db_url(name, engine="django.db.backends.postgresql")
    parts["HOST"] = unquote(parts["HOST"]) or parts.get("OPTIONS", {}).pop("host", "")
    return parts


def broker(url: str) -> str:
    """The Redis URL as Celery writes it: a socket is redis+socket://, its database number a virtual host."""
    if not url.startswith("unix://"):
        return url
    return url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
