"""What must hold before the portal starts, asked by every `manage.py` command and by `make check`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from foundation.registry import REGISTRIES
from foundation.sealed_files import SealedStorage
from foundation.sweeping import file_fields

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register(Tags.security)
def demonstration_stays_at_home(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """DEMO and DEBUG switch protections off; both are for this machine alone."""
    public = set(settings.ALLOWED_HOSTS) - LOOPBACK
    if public and (settings.DEMO or settings.DEBUG):
        return [Error(f"DEMO and DEBUG answer on this machine only, not as {', '.join(public)}.", id="foundation.E001")]
    return []


@register(Tags.files)
def files_are_kept_in_one_place(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A file field with a storage of its own would keep files of rolled-back rows, lose some in a crash, and seal none."""
    return [
        Error(f"{field} does not store through SealedStorage.", id="foundation.E003")
        for field in file_fields()
        if not isinstance(field.storage, SealedStorage)
    ]


@register(Tags.database)
def writes_are_durable(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """In production PostgreSQL must not answer before what it answers for is on disk (manage.py check --database default)."""
    if settings.DEMO or "default" not in (databases or ()):
        return []
    wanted = ("fsync", "synchronous_commit", "full_page_writes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off'", [list(wanted)])
        off = [name for (name,) in cursor.fetchall()]
    return [
        Error(f"PostgreSQL runs with {name} off: acknowledged writes can be lost.", id="foundation.E002")
        for name in off
    ]


@register()
def everything_registered_has_its_place(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What an app registers stands in the roof's order, and what stands there some app registers."""
    unplaced = [
        Error(f"{one.what}: {key} is registered, but has no place.", "Give it one in ORDER.", id="foundation.E005")
        for one in REGISTRIES
        for key in one.unplaced
    ]
    missing = [
        Error(
            f"{one.what}: no app registers {key}.", "Its app's roof.py does so, called by ready.", id="foundation.E004"
        )
        for one in REGISTRIES
        for key in one.missing
    ]
    return [*unplaced, *missing]
