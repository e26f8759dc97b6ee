"""The portal's own address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from jakpreneur.start_pages import start_page


def home(request: HttpRequest) -> HttpResponse:
    """To the page where this officer's work begins."""
    return redirect(start_page(request.user))
