"""How long gunicorn waits for whom, and where: a silent or lingering visitor keeps nobody else waiting."""

import logging
import socket
import struct
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from gunicorn import util

SILENCE_SECONDS = 20
LINGERING_AT_ONCE = 64


def end_patience(listeners: Iterable[Any]) -> None:
    """Whoever says nothing for so long in the middle of a request, head or body, is gone; gunicorn would wait for ever.

    Every connection inherits this from the socket that accepts it.
    """
    for listener in listeners:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE_SECONDS, 0))
    logging.getLogger("gunicorn.error").addFilter(_is_no_silence)


def linger_aside() -> None:
    """Wait for visitors to hang up on threads of their own.

    gunicorn does so in its main loop, two seconds each: twenty who stay on the line would silence a process for forty.
    """
    lingering = ThreadPoolExecutor(LINGERING_AT_ONCE, thread_name_prefix="lingering")
    hang_up = util.close_graceful

    def aside(sock: socket.socket) -> None:
        lingering.submit(hang_up, sock)

    util.close_graceful = aside


def _is_no_silence(record: logging.LogRecord) -> bool:
    """That somebody was silent for too long is no error of ours."""
    return not (record.exc_info and isinstance(record.exc_info[1], BlockingIOError))
