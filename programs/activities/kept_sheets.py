"""What was ticked and not saved yet, while the officer registers somebody at the counter: it lies in the session, by
the address of its sheet, so it is this officer's alone and ends with the session."""

from django.http import QueryDict

from offices.requests import PortalRequest

KEY = "kept_sheets"
MOST = 5
"""Sheets kept at a time; a sixth takes the place of the oldest."""
NOT_TYPED = ("csrfmiddlewaretoken", "who", "asked", "add", "pressed")


def keep(request: PortalRequest, url: str, typed: QueryDict) -> None:
    """Keep what the sheet of this address holds, in place of what was kept of it before."""
    held = typed.copy()
    for name in NOT_TYPED:
        held.pop(name, None)
    others = [(one, text) for one, text in request.session.get(KEY, []) if one != url]
    request.session[KEY] = [*others, (url, held.urlencode())][-MOST:]


def kept(request: PortalRequest, url: str) -> QueryDict | None:
    """What is kept of the sheet of this address."""
    text = next((text for one, text in request.session.get(KEY, []) if one == url), None)
    return None if text is None else QueryDict(text)


def forget(request: PortalRequest, url: str) -> None:
    """The sheet was saved, or its officer begins anew."""
    if kept(request, url) is not None:
        request.session[KEY] = [(one, text) for one, text in request.session[KEY] if one != url]
