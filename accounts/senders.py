"""Who may send more than a stranger: whoever has a session or a token. Asked before the request is read."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, close_old_connections
from django.http import parse_cookie

from accounts.tokens import ApiToken, digest_of


def has_signed_in(environ: dict[str, Any]) -> bool:
    """Whether session cookie or token are good; what they allow is decided by the page.

    While the database is away everybody counts as signed in: the page itself then says what is wrong.
    """
    close_old_connections()
    words = environ.get("HTTP_AUTHORIZATION", "").split()
    key = parse_cookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME, "")
    try:
        if len(words) == 2 and words[0].lower() == "bearer":
            return ApiToken.objects.valid().filter(digest=digest_of(words[1]), user__is_active=True).exists()
        return bool(key) and SESSION_KEY in SessionStore(key)
    except Error:
        return True
    except ValueError:  # a NUL where a key belongs
        return False
