"""How the web server runs, here and in production; gunicorn reads this file by itself."""

import logging
from typing import Any

from jakpreneur.env import env
from jakpreneur.patience import end_patience, linger_aside
from jakpreneur.unreadable import replace_gunicorns_page

bind = [f"127.0.0.1:{env.int('PORT', default=8000)}"]
workers = env.int("WEB_WORKERS", default=2)
worker_class = "gthread"
threads = 256  # they read and write, however slowly; four a process work at a time (jakpreneur/wsgi.py)
preload_app = True  # one import for all workers; no connection is opened before the first request
timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
limit_request_line = 4094
limit_request_fields = 50


def on_starting(server: Any) -> None:
    """Demo mode knows plain http and open accounts: it never leaves this machine."""
    demo = env.bool("DEMO", default=False)
    outside = [address for address in server.cfg.address if not _is_loopback(address)]
    if demo and outside:
        raise SystemExit(f"DEMO hanya untuk alamat lokal (127.0.0.1); alamat ini ditolak: {outside}")


replace_gunicorns_page()
linger_aside()


def when_ready(server: Any) -> None:
    """From here on gunicorn's errors go where the portal's go: as JSON, masked, without addresses."""
    errors = logging.getLogger("gunicorn.error")
    errors.handlers.clear()
    errors.propagate = True
    end_patience(server.LISTENERS)


def _is_loopback(address: object) -> bool:
    """Unix sockets, and inherited descriptors (made by our supervisor on 127.0.0.1), do not leave the machine either."""
    return not isinstance(address, tuple) or address[0] in {"127.0.0.1", "localhost", "::1"}
