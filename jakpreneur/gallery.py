"""Every component in realistic states, at /components/ while DEBUG is on. Made-up data only."""

from django.shortcuts import render
from django.urls import path


def gallery(request):
    """All components on one page."""
    return render(request, "gallery/index.html", {})


urlpatterns = [path("", gallery, name="gallery")]
