"""A nudge tells a worker to look for work now. It carries nothing: what is lost is found by the clock."""

import threading
import time

import structlog
from celery import current_app
from django.db import transaction
from kombu import Producer

log = structlog.get_logger("portal")

PATIENCE = 0.5
SILENCE = 30.0


class _Silence:
    """Until when this process keeps quiet, on the clock that never jumps."""

    until = 0.0


class _Line(threading.local):
    """This thread's line to the broker, opened by the first nudge; redis-py mends it when Redis was restarted."""

    producer: Producer | None = None


_line = _Line()


def nudge(task: str, *ids: int | str) -> None:
    """Publish the task of that dotted name once the transaction has committed; never fails or waits long.

    Both time-outs are half a second; after a failure this process sends nothing for 30 seconds, so that a Redis that
    hangs slows nobody down twice.
    """
    transaction.on_commit(lambda: _publish(task, ids), robust=True)


def _publish(task: str, ids: tuple[int | str, ...]) -> None:
    if time.monotonic() < _Silence.until:
        return
    try:
        if _line.producer is None:
            _line.producer = _opened()
        current_app.send_task(task, args=ids, producer=_line.producer, retry=False)
    except Exception as failure:
        _line.producer = None
        _Silence.until = time.monotonic() + SILENCE
        log.warning("nudge_failed", task=task, exc_info=failure)


def _opened() -> Producer:
    limits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry_on_timeout": False}
    options = {**current_app.conf.broker_transport_options, **limits}
    connection = current_app.connection_for_write(connect_timeout=PATIENCE, transport_options=options)
    return current_app.amqp.Producer(connection)
