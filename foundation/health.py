"""Whether the portal lives and can serve. Other apps register their own questions in their `roof.py`."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from foundation import schema
from foundation.key_checks import WrongKeys, require_fitting
from foundation.models import Pulse
from foundation.numbers import grouped
from foundation.registry import Registry


@dataclass(frozen=True)
class HealthCheck:
    """What every /readyz asks: whether all is well, and what was found. Only a `needed` one takes us out of service.

    `advice` is the sentence that says what to do where it is not well.
    """

    name: str
    ask: Callable[[], tuple[bool, str]]
    needed: bool = False
    advice: str = ""


health_checks: Registry[HealthCheck] = Registry("health checks", key="name")

WORKER_SILENCE = timedelta(minutes=5)
CLOCK_SILENCE = timedelta(minutes=5)
LEAST_ROOM, LEAST_SHARE = 512 * 2**20, 0.02
"""Less than this many bytes, or this share of the disk, is nearly full."""


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """200 if requests can be served; the rest tells an operator what else is worth a look."""
    results = [(check, *_ask(check)) for check in health_checks]
    ready = all(good for check, good, _ in results if check.needed)
    fine = all(good for _, good, _ in results)
    status = "ok" if fine else "degraded" if ready else "unavailable"
    checks = {
        check.name: {"ok": good, "detail": detail, "advice": "" if good else check.advice}
        for check, good, detail in results
    }
    said = {"status": status, "version": settings.PORTAL_VERSION, "checks": checks}
    return JsonResponse(said, status=200 if ready else 503)


def wrong() -> list[str]:
    """Everything that is not well, each as a sentence of what to do, with what was found."""
    found = [(check, *_ask(check)) for check in health_checks]
    return [f"{check.advice} ({check.name}: {detail})".strip() for check, good, detail in found if not good]


def _ask(check: HealthCheck) -> tuple[bool, str]:
    try:
        return check.ask()
    except Error as failure:
        return False, type(failure).__name__


def database() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return True, f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def migrations() -> tuple[bool, str]:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return missing == 0, "lengkap" if not missing else f"{missing} belum dijalankan"


def columns() -> tuple[bool, str]:
    """The schema itself; migrations are compared by name only."""
    with connection.cursor() as cursor:
        found = schema.differences(cursor)
    return not found, "; ".join(found) or "cocok"


def writing() -> tuple[bool, str]:
    """What serving a page takes: a session opened now, a row written, a trigger run; all of it undone.

    A new session, because those that are open go on after PostgreSQL's programs were exchanged, and no other can begin.
    """
    users = connection.ops.quote_name(get_user_model()._meta.db_table)
    fresh = connection.copy()
    try:
        fresh.set_autocommit(False)
        with fresh.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute("INSERT INTO foundation_work (kind, subject, attempts, error) VALUES ('readyz', '', 0, '')")
            cursor.execute(f"UPDATE {users} SET is_active = is_active WHERE false")  # its triggers are of the statement
        fresh.rollback()
    finally:
        fresh.close()
    return True, "penulisan dan pemicu berjalan"


def keys() -> tuple[bool, str]:
    """Whether what is stored can be read with the keys that this process was given."""
    try:
        require_fitting()
    except WrongKeys as wrong:
        return False, str(wrong)
    return True, "cocok dengan basis data"


def disk() -> tuple[bool, str]:
    """Room for evidence and exports, on the disk where they are kept."""
    root = Path(settings.MEDIA_ROOT)
    try:
        there = next(path for path in (root, *root.parents) if path.exists())
        usage = shutil.disk_usage(there)
    except OSError as failure:
        return False, f"penyimpanan berkas tidak dapat dibuka ({failure.strerror})"
    if not (there.is_dir() and os.access(there, os.R_OK | os.W_OK | os.X_OK)):
        return False, "penyimpanan berkas tidak dapat ditulis"
    left = grouped(round(Decimal(usage.free) / 2**30, 1))
    return usage.free > max(LEAST_ROOM, usage.total * LEAST_SHARE), f"tersisa {left} GB untuk berkas"


def proxy() -> tuple[bool, str]:
    """Who ends the connections of slow senders: gunicorn ends silent ones only."""
    if settings.DEMO:
        return True, "demonstrasi: hanya mesin ini"
    declared = bool(settings.TRUSTED_PROXIES)
    return declared, "dinyatakan" if declared else "TRUSTED_PROXIES kosong"


def worker() -> tuple[bool, str]:
    """Work done lately; while the clock is silent nobody asks for any, and idleness proves nothing."""
    seen = _seen()
    if "worker" not in seen:
        return False, "belum pernah bekerja"
    asked = min(timezone.now(), seen.get("clock", timezone.now()))
    return asked - seen["worker"] < WORKER_SILENCE, f"terakhir bekerja {_stamp(seen['worker'])}"


def clock() -> tuple[bool, str]:
    """Celery beat: when it last sent something."""
    seen = _seen().get("clock")
    if seen is None:
        return False, "belum pernah terlihat"
    return timezone.now() - seen < CLOCK_SILENCE, f"terakhir menyuruh {_stamp(seen)}"


def _seen() -> dict[str, datetime]:
    return dict(Pulse.objects.values_list("name", "at"))


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


VIEWS = {"/healthz": healthz, "/readyz": readyz}
"""What answers while the database does not, and so before anything that would ask it, be it for a session."""
