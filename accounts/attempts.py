"""How often signing in may fail. Right sign-ins are nothing, and an address alone never locks anybody out.

Five failures of one name at one address lock that pair for a quarter of an hour (axes). Beside that rule, strangers
are counted: names at addresses where that name has not signed in lately. What strangers fail bounds strangers alone,
so nobody locks an officer out of her own office from elsewhere. Passwords and codes of the second factor count alike.
Who was counted before is asked before anything is looked up; nobody waits in a thread.
"""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessLog
from django.conf import settings
from django.http import HttpRequest

from foundation.client_ip import client_ip
from foundation.days import now
from foundation.errors import TooMany
from foundation.throttle import count, refuse_beyond

# Failures of strangers in one hour: of one name from anywhere, and of all names from one address.
FAILURES_PER_NAME = 30
FAILURES_PER_ADDRESS = 300
PERIOD = 60 * 60
KNOWN_FOR = timedelta(days=90)

_NAME, _ADDRESS = "sign-in failures of a name", "sign-in failures at an address"


def check(request: HttpRequest, username: str) -> None:
    """Raise TooMany where this name may not try here now, whether or not it exists. Asking counts nothing."""
    name, address = username.lower(), client_ip(request)
    if not AxesProxyHandler.is_allowed(request, {"username": name}):
        raise TooMany(locked_seconds())
    if not is_known(name, address):
        refuse_beyond(_NAME, name, FAILURES_PER_NAME, PERIOD)
        refuse_beyond(_ADDRESS, address, FAILURES_PER_ADDRESS, PERIOD)


def count_failure(request: HttpRequest, username: str) -> None:
    """Count one failure of a stranger; axes has counted the pair by itself."""
    name, address = username.lower(), client_ip(request)
    if not is_known(name, address):
        count(_NAME, name, PERIOD)
        count(_ADDRESS, address, PERIOD)


def is_known(name: str, address: str) -> bool:
    """Whether this name has signed in at this address lately, second factor included."""
    since = now() - KNOWN_FOR
    return AccessLog.objects.filter(username=name, ip_address=address, attempt_time__gte=since).exists()


def locked_seconds() -> int:
    """How long a pair stays locked after its last failure."""
    return int(settings.AXES_COOLOFF_TIME.total_seconds())
