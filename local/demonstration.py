"""The demonstration city and its accounts: only ever in this folder's own private database."""

import os
from collections.abc import Callable

import psycopg2

from local.postgres import SUPERUSER
from local.saying import Halt, say
from local.servers import DATABASE, Servers
from local.steps import Steps


def load(steps: Steps) -> None:
    """Fill an empty private database. DEMO=300000 asks for another size than the usual one.

    The accounts come first: they are who recorded what the city did.
    """
    if not steps.servers.private or not _is_empty(steps.servers):
        return
    say("Memuat kota contoh ...")
    size = ["--participants", wanted_size()] if wanted_size() else []
    steps.finish(steps.manage("demo_accounts", answers=True))
    steps.finish(steps.manage("load_demo", *size, owner=True))  # the owner fills bare tables: faster


def wanted_size() -> str:
    """A number in DEMO, with or without thousands points; a plain switch like 1 or true is no size."""
    digits = os.environ.get("DEMO", "").replace(".", "").replace("_", "")
    if digits and not digits.isdecimal() and digits.lower() not in {"true", "on", "yes"}:
        raise Halt("DEMO harus berupa jumlah peserta, misalnya: make run DEMO=300000")
    return digits if digits.isdecimal() and int(digits) > 1 else ""


def introduction(steps: Steps) -> Callable[[], str]:
    """Ask who may sign in, beside whatever goes on; the returned function waits for the words."""
    if not steps.servers.private:
        return lambda: ""
    asked = steps.manage("demo_accounts", answers=True)
    password = steps.servers.environment()["DEMO_PASSWORD"]
    return lambda: f"{steps.finish(asked).rstrip()}\nKata sandi akun contoh: {password}"


def _is_empty(servers: Servers) -> bool:
    assert servers.postgres
    with psycopg2.connect(servers.postgres.url(SUPERUSER, DATABASE)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM participants_participant)")
        return bool(cursor.fetchall()[0][0])
