"""Guards for views: what the role table says, asked before anything is looked up."""

from collections.abc import Callable
from functools import wraps

from offices.roles import Act


def needs(*acts: Act) -> Callable:
    """Let the view run only for officers with one of these acts in some duty; others get 403 and the reason."""

    def guard(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request, *args, **kwargs):
            scope = request.user.scope
            if not any(scope.may(act) for act in acts):
                scope.require(acts[0])
            return view(request, *args, **kwargs)

        guarded.needed_acts = acts  # type: ignore[attr-defined]
        return guarded

    return guard
