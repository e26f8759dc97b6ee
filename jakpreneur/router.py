"""Which database role does what."""

from typing import Any

from django.conf import settings


class RoleRouter:
    """Tables are made by their owner alone; the aliases are one database, so objects of both may meet."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if "owner" in settings.DATABASES:
            return db == "owner"
        return None

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        return True
