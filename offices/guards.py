"""Guards for views: what the role table says, asked before anything is looked up."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http.response import HttpResponseBase

from offices.requests import PortalRequest
from offices.roles import Act

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[Concatenate[PortalRequest, Arguments], Answer]


def needs(*acts: Act) -> Callable[[View[Arguments, Answer]], View[Arguments, Answer]]:
    """Let the view run only for officers with one of these acts in some duty; others get 403 and the reason."""

    def guard(view: View[Arguments, Answer]) -> View[Arguments, Answer]:
        @wraps(view)
        def guarded(request: PortalRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
            scope = request.user.scope
            if not any(scope.may(act) for act in acts):
                scope.require(acts[0])
            return view(request, *args, **kwargs)

        return guarded

    return guard
