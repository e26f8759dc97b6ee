"""Every request has an id; one log line tells how it went, without its address or what was typed."""

import re
import secrets
import time
from collections.abc import Callable, Iterable
from typing import cast

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("portal")


class IdentifiedRequest(HttpRequest):
    """A request once RequestLog has given it its id."""

    request_id: str


class RequestLog:
    """Gives the request its id (also in the answer's X-Request-Id) and logs route, status and duration."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = "".join(secrets.choice(_LETTERS) for _ in range(14))
        cast(IdentifiedRequest, request).request_id = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.monotonic()
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        match = request.resolver_match
        log.info(
            "request",
            method=request.method if request.method in _METHODS else "OTHER",
            route=match.route if match else "",
            status=response.status_code,
            duration_ms=round((time.monotonic() - started) * 1000),
        )
        return response


class Utf8Only:
    """WSGI: text is UTF-8 whatever the sender calls it. Django believes a made-up charset and fails before any page."""

    def __init__(self, application: Callable) -> None:
        self.application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if kind := environ.get("CONTENT_TYPE"):
            environ["CONTENT_TYPE"] = _CHARSET.sub("", kind)
        return self.application(environ, start_response)


_CHARSET = re.compile(r";\s*charset[^;]*", re.IGNORECASE)
# Read out on the telephone without doubt, and never mistaken for an identity number by the masking of logs.
_LETTERS = "bcdfghjkmnpqrstvwxyz"
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
