"""The Celery app. A worker acts in a recorded context and shows that it lives by working."""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jakpreneur.settings")


class PortalTask(Task):
    """A task whose changes are recorded under its name, in one transaction.

    A task that commits piece by piece says `in_pieces = True` and lets its verbs open `recorded_as` themselves.
    """

    in_pieces = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from foundation.history import recorded_as

        if self.in_pieces:
            return super().__call__(*args, **kwargs)
        with recorded_as(request_id=self.request.id or "", label=f"tugas {self.name}"):
            return super().__call__(*args, **kwargs)


app = Celery("jakpreneur", task_cls=PortalTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def _stop_under_wrong_keys(**kwargs: Any) -> None:
    from foundation.starting import stop_under_wrong_keys

    stop_under_wrong_keys()
