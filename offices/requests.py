"""A request as the portal's views get it: the middleware has put officer, htmx and request id on it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from offices.users import User


class PortalRequest(HttpRequest):
    """The request of a signed-in officer. Views that answer strangers take a plain HttpRequest."""

    user: User
    htmx: HtmxDetails
    request_id: str
