"""Input that nobody types is refused before any view sees it, so that no input ends in an error of ours."""

from collections.abc import Callable, Iterable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict

from foundation.pages import page, undone

_LONGEST_QUERY = 8_000


class HostileInput:
    """400 for NUL bytes and broken text in address, query or form, and for values the database cannot hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        too_long = len(request.META.get("QUERY_STRING", "")) > _LONGEST_QUERY
        outside = [request.path, *request.COOKIES.values(), *_texts(request.GET)]
        if too_long or _unspeakable(outside):
            return page(request, 400)
        if request.content_type in _FORMS and request.method == "POST":
            if self._form_is_bad(request):
                return page(request, 400)
        elif request.method not in _WITHOUT_BODY:
            _ = request.body  # read once, up to the allowed size, so that a second try of the request finds it again
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A number or text that PostgreSQL cannot store is the sender's mistake; nothing of the request is kept."""
        if isinstance(exception, DataError) or (isinstance(exception, ValueError) and "NUL (0x00)" in str(exception)):
            request.session.modified = False  # saved now, its row would go with the rest, or fail where all is aborted
            request.__dict__.pop("_messages", None)
            return undone(page(request, 400))
        return None

    def _form_is_bad(self, request: HttpRequest) -> bool:
        names = (upload.name or "" for _, uploads in request.FILES.lists() for upload in uploads)
        return _unspeakable(_texts(request.POST)) or _unspeakable(names)


_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS"}


def _texts(form: QueryDict) -> Iterable[str]:
    for name, values in form.lists():
        yield name
        yield from values


def _unspeakable(texts: Iterable[str]) -> bool:
    return any("\x00" in text or any("\ud800" <= c <= "\udfff" for c in text) for text in texts)
