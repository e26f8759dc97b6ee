"""What no view has answered in words becomes a page: a refusal, and a GET where only forms are received."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from foundation.errors import DomainError, retry_after
from foundation.pages import page


class RefusalPages:
    """Turns a DomainError into its page; what a verb had begun is already undone by its savepoint."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or request.path.startswith("/api/"):
            return response
        shown = page(request, 405)
        shown["Allow"] = response["Allow"]
        return shown

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        response = page(request, exception.status, exception.message, exception.code)
        if seconds := retry_after(exception):
            response["Retry-After"] = str(seconds)
        return response
