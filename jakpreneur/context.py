"""What every page may say about the portal itself."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, object]:
    """Whether the data are made up, what the region is called, and which release it is."""
    return {"DEMO": settings.DEMO, "region_label": settings.REGION_LABEL, "version": settings.PORTAL_VERSION}
