"""A nudge tells a worker to look for work now. It carries nothing: what is lost is found by the clock."""

import time

import structlog
from celery import current_app
from django.db import transaction
from kombu import Connection

log = structlog.get_logger("portal")

PATIENCE = 0.5
SILENCE = 30.0


class _Silence:
    """Until when this process keeps quiet, on the clock that never jumps."""

    until = 0.0


def nudge(task: str, *ids: int | str) -> None:
    """Publish the task of that dotted name once the transaction has committed; never fails or waits long.

    By name, because the verb that nudges often lies a storey below the task.
    Both time-outs are half a second; after a failure this process sends nothing for 30 seconds, so that a Redis that
    hangs slows nobody down twice.
    """
    transaction.on_commit(lambda: _publish(task, ids), robust=True)


def _publish(task: str, ids: tuple[int | str, ...]) -> None:
    if time.monotonic() < _Silence.until:
        return
    try:
        with _connection() as connection:
            current_app.send_task(task, args=ids, connection=connection, retry=False)
    except Exception as failure:
        _Silence.until = time.monotonic() + SILENCE
        log.warning("nudge_failed", task=task, exc_info=failure)


def _connection() -> Connection:
    limits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry_on_timeout": False}
    options = {**current_app.conf.broker_transport_options, **limits}
    return current_app.connection_for_write(connect_timeout=PATIENCE, transport_options=options)
