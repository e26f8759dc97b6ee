"""The portal's own address."""

from django.http import HttpResponse
from django.shortcuts import redirect

from jakpreneur.start_pages import start_page
from offices.requests import PortalRequest


def home(request: PortalRequest) -> HttpResponse:
    """To the page where this officer's work begins."""
    return redirect(start_page(request.user))
