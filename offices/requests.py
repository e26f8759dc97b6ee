"""A request as the portal's views get it: the middleware has put officer, htmx and request id on it."""

from django_htmx.middleware import HtmxDetails

from foundation.requests import IdentifiedRequest
from offices.users import User


class PortalRequest(IdentifiedRequest):
    """The request of a signed-in officer. Views that answer strangers take a plain HttpRequest."""

    user: User
    htmx: HtmxDetails
