"""One request, one transaction: the answer leaves only after COMMIT, and a failed request has changed nothing.

Verbs are atomic themselves, so a refusal undoes its own work as a savepoint inside. See docs/adr/0003.
"""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.utils import Error, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from foundation import away, health
from foundation.history import attribute_to, set_context
from foundation.pages import failed

Handler = Callable[[HttpRequest], HttpResponse]

MOST_TRIES = 3
# Deadlock, serialisation failure: PostgreSQL asks for the whole transaction again.
_AGAIN = {"40P01", "40001"}


class RequestTransaction:
    """Everything inside this middleware, session saving included, is one transaction, tried at most three times."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if view := health.VIEWS.get(request.path):
            return view(request)
        for last in (False,) * (MOST_TRIES - 1) + (True,):
            response, failure = self._try(request)
            if last or not _wants_another_try(failure):
                return response
            _rewind(request)
        raise ImproperlyConfigured("MOST_TRIES must be positive")

    def _try(self, request: HttpRequest) -> tuple[HttpResponse, BaseException | None]:
        """The answer after COMMIT or ROLLBACK, and the error that made it a failure."""
        commit = _Commit()
        try:
            with transaction.atomic():
                transaction.on_commit(commit.was_done)
                response = self._answer(request)
                commit.begun = not connection.needs_rollback
        except Exception as error:
            if not (isinstance(error, Error) or commit.begun):
                raise
            response = failed(request, error, unsure=commit.may_be_done(error))
        failure = getattr(response, "failure", None)
        if away.pgcode(failure) == away.READ_ONLY:
            _leave_server()
        return response, failure

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """What the portal answers; marked for ROLLBACK where that is a failure, or COMMIT would be one."""
        set_context(None, getattr(request, "request_id", ""), f"permintaan {request.method}")
        response = self.get_response(request)
        if response.status_code >= 500 or getattr(response, "undo", False):
            transaction.set_rollback(True)
        elif _broken():
            transaction.set_rollback(True)
            response = failed(request, None)
        return response


class _Commit:
    """How far the COMMIT of one request has come."""

    begun = done = False

    def was_done(self) -> None:
        self.done = True

    def may_be_done(self, failure: BaseException) -> bool:
        """Whether what was sent is stored for all we know: COMMIT came back, or what came back says nothing of it."""
        return self.begun and (self.done or away.leaves_open(failure))


class Actor:
    """Changes of this request are recorded as the signed-in user's."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            attribute_to(request.user)
        return self.get_response(request)


def _leave_server() -> None:
    """Ask for a connection anew: behind the same address another server may have taken over."""
    if not connection.in_atomic_block:
        connection.close()


def _wants_another_try(failure: BaseException | None) -> bool:
    cause = failure.__cause__ if isinstance(failure, OperationalError) else None
    return getattr(cause, "pgcode", None) in _AGAIN and not connection.in_atomic_block


def _broken() -> bool:
    """Whether COMMIT would silently be a ROLLBACK, because an error was swallowed on the way."""
    if connection.needs_rollback:
        return True
    return connection.connection is not None and (
        connection.connection.info.transaction_status == TRANSACTION_STATUS_INERROR
    )


def _rewind(request: HttpRequest) -> None:
    """Make the request as new: uploads at their beginning, nothing remembered of who was asking."""
    if request.method == "POST":
        for upload in (upload for _, uploads in request.FILES.lists() for upload in uploads):
            upload.seek(0)
    request.__dict__.pop("_cached_user", None)
    request.__dict__.pop("_messages", None)
