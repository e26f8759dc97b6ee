"""Whether a part works, judged by what it does and not by its process: a stopped or stuck one is alive too.

Each sign is looked for in a thread of its own, so that a part that hangs keeps nobody from watching the others.
"""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg2

EVERY = 2.0


class Sign:
    """`ask` answers True for a sign of life; without any for `patience` seconds the part is silent."""

    def __init__(self, ask: Callable[[], bool], patience: float) -> None:
        self.ask, self.patience = ask, patience
        self.seen = time.monotonic()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def begin(self) -> None:
        """Count from now: the part has just been started, or nobody could look for a while."""
        self.seen = time.monotonic()
        if not self.thread.is_alive():
            self.thread.start()

    @property
    def is_silent(self) -> bool:
        return time.monotonic() - self.seen > self.patience

    def _look(self) -> None:
        while True:
            if self.ask():
                self.seen = time.monotonic()
            time.sleep(EVERY)


def web_answers(address: str) -> bool:
    """Whether any answer comes: one that tells of an error tells that the web server works."""
    try:
        urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 -- our own http address
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def database_answers(url: str) -> bool:
    """Whether PostgreSQL says anything at all; while it recovers it says that."""
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.OperationalError as refused:
        return "FATAL" in str(refused)
    return True


ASKED = """
SELECT (SELECT at FROM foundation_pulse WHERE name = 'worker'), (SELECT at FROM foundation_pulse WHERE name = 'clock'),
       clock_timestamp() - (SELECT at FROM foundation_pulse WHERE name = 'clock') < '45 s',
       EXISTS (SELECT FROM pg_stat_activity WHERE application_name = %s
               AND (state = 'active' OR clock_timestamp() - state_change < '10 s'))
"""


class Pulses:
    """What worker and clock note in the database as they work. What cannot be asked now is held against nobody."""

    def __init__(self, url: str, worker: str) -> None:
        self.url, self.worker = url, worker
        self.last_worker: datetime | None = None
        self.last_clock: datetime | None = None

    def worker_works(self) -> bool:
        """It has done a task since the last look or is at one; or the clock asks for none."""
        found = self._ask()
        if found is None:
            return True
        at, _, asked_for, busy = found
        before, self.last_worker = self.last_worker, at
        return busy or not asked_for or at != before

    def clock_ticks(self) -> bool:
        """It has sent something since the last look."""
        found = self._ask()
        if found is None:
            return True
        before, self.last_clock = self.last_clock, found[1]
        return found[1] != before

    def _ask(self) -> tuple[Any, ...] | None:
        try:
            line = psycopg2.connect(self.url, connect_timeout=5, options="-c statement_timeout=5000")
        except psycopg2.Error:
            return None
        try:
            with line.cursor() as cursor:
                cursor.execute(ASKED, [self.worker])
                return cursor.fetchone()
        except psycopg2.Error:
            return None
        finally:
            line.close()
