"""The portal's addresses with the gallery, which is mounted in DEBUG only."""

from django.urls import include, path

from jakpreneur.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401

urlpatterns = [*urlpatterns, path("components/", include("jakpreneur.gallery"))]
