"""The clock (Celery beat), which shows that it lives by what it has sent, in the same table as the worker's work."""

import time

import structlog
from celery.beat import PersistentScheduler, ScheduleEntry
from django.db import Error, close_old_connections

from foundation.work import beat

log = structlog.get_logger("portal")

SHOWN_EVERY = 15.0


class Clock(PersistentScheduler):
    """Celery's own scheduler, which also notes at most four times a minute that it sent something.

    The note comes after the sending: a clock that cannot reach Redis grows silent too. Without the database it ticks on.
    """

    _shown = float("-inf")

    def apply_async(self, entry: ScheduleEntry, *args: object, **kwargs: object) -> object:
        sent = super().apply_async(entry, *args, **kwargs)
        if time.monotonic() - self._shown > SHOWN_EVERY:
            self._show()
        return sent

    def _show(self) -> None:
        try:
            close_old_connections()
            beat("clock")
            self._shown = time.monotonic()
        except Error as failure:
            log.warning("clock_not_shown", exc_info=failure)
