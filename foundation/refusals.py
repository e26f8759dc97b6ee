"""A refusal that no view has caught becomes a page with its sentence and status."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from foundation.errors import DomainError, TooMany
from foundation.pages import page


class RefusalPages:
    """Turns a DomainError into its page; what a verb had begun is already undone by its savepoint."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        response = page(request, exception.status, exception.message, exception.code)
        if isinstance(exception, TooMany):
            response["Retry-After"] = str(exception.wait_seconds)
        return response
