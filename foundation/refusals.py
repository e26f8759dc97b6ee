"""What no view has answered in words becomes a page: a refusal, and a GET where only forms are received."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from foundation.errors import DomainError, retry_after
from foundation.leading import LedOn
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

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Pages of packages answer a form that cannot be read as if nothing were wrong; ours answer 422."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and isinstance(form, BaseForm) and form.errors:
            response.status_code = 422
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, LedOn):
            messages.warning(request, exception.words)
            return redirect(exception.onward)
        return refusal_page(request, exception) if isinstance(exception, DomainError) else None


def refusal_page(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """The page that says why; whoever asked too often is also told the seconds to wait."""
    response = page(request, refusal.status, refusal.message, refusal.code)
    if seconds := retry_after(refusal):
        response["Retry-After"] = str(seconds)
    return response
