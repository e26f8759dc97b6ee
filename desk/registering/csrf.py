"""Asking for the CSRF token inside a view, where a refusal can still keep what was typed."""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def is_forged(request: HttpRequest) -> bool:
    """Whether Django's own check would refuse this request; the view itself must be exempt from it."""
    check = _Check(lambda request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is not None
