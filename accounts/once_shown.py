"""Secrets that wait in a session for the one page that shows them: sealed, so that the session table opens nothing."""

import base64

from django.http import HttpRequest

from foundation.encryption import CannotDecrypt, decrypt, encrypt

_CONTEXT = "accounts.once_shown"


def keep(request: HttpRequest, name: str, secret: str) -> None:
    """Let the secret wait under this name, instead of any before it."""
    request.session[name] = sealed(secret)


def take(request: HttpRequest, name: str) -> str | None:
    """The secret, this once."""
    waiting = request.session.pop(name, None)
    return opened(waiting) if waiting else None


def sealed(secret: str) -> str:
    return base64.b64encode(encrypt(_CONTEXT, secret.encode())).decode()


def opened(waiting: str) -> str | None:
    """What was sealed; None where that was not by us, or under a key that is gone."""
    try:
        return decrypt(_CONTEXT, base64.b64decode(waiting)).decode()
    except (CannotDecrypt, ValueError):
        return None
