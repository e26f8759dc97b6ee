"""Every request has an id; one log line tells how it went, without its address or what was typed."""

import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("portal")


class RequestLog:
    """Gives the request its id (also in the answer's X-Request-Id) and logs route, status and duration."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid4().hex[:16]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)
        started = time.monotonic()
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id
        match = request.resolver_match
        log.info(
            "request",
            method=request.method if request.method in _METHODS else "OTHER",
            route=match.route if match else "",
            status=response.status_code,
            duration_ms=round((time.monotonic() - started) * 1000),
        )
        return response


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
