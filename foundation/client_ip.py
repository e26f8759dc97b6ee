"""From where a request comes, for limits by address. A header is believed only when a trusted proxy wrote it."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The address of the nearest sender that is not one of TRUSTED_PROXIES; unreadable hops end the search.

    Proxies append to X-Forwarded-For, so it is read from its end: what the client wrote itself lies at the beginning.
    """
    address = request.META.get("REMOTE_ADDR") or ""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while hops and _is_trusted(address):
        if not _is_address(hops[-1]):
            break
        address = hops.pop()
    return address if _is_address(address) else "0.0.0.0"  # noqa: S104 - a name for "unknown", nothing is bound to it


def _is_trusted(address: str) -> bool:
    if not settings.TRUSTED_PROXIES:
        return False
    if not address:  # the proxy speaks to us over a unix socket
        return True
    return any(ip_address(address) in ip_network(network, strict=False) for network in settings.TRUSTED_PROXIES)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
