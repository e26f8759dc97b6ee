"""The limits of each database role, set on the role itself. A role may say that of itself, and needs no superuser."""

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


def set_limits() -> list[str]:
    """Set what `ROLE_LIMITS` says on the role of each connection there is; answers what was changed."""
    return [change for alias in settings.ROLE_LIMITS if alias in connections.databases for change in _set(alias)]


def _set(alias: str) -> list[str]:
    line = _on_the_owners_server(alias)
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT rolname, coalesce(rolconfig, '{}') FROM pg_roles WHERE rolname = current_user")
            role, said = cursor.fetchone()
            wanted = settings.ROLE_LIMITS[alias].items()
            missing = [(limit, value) for limit, value in wanted if f"{limit}={value}" not in said]
            for limit, value in missing:
                cursor.execute(f"ALTER ROLE CURRENT_USER SET {limit} = %s", [value])
        return [f"{role}: {limit} {value}" for limit, value in missing]
    finally:
        line.close()


def _on_the_owners_server(alias: str) -> BaseDatabaseWrapper:
    """A writing session of that role where tables are made: its own address may be a copy that only reads."""
    line, its = connections["owner"].copy(), connections.databases[alias]
    options = {**line.settings_dict["OPTIONS"], "options": "-c default_transaction_read_only=off"}
    line.settings_dict |= {"USER": its["USER"], "PASSWORD": its["PASSWORD"], "OPTIONS": options}
    return line
