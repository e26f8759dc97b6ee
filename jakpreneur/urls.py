"""Where every address of the portal begins; each room brings its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from foundation import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("jakpreneur.api")),
    path("", include("offices.urls")),
    path("sistem/akses/", include("participants.urls")),
    path("", include("programs.enrolment.urls")),
    path("", include("programs.records.urls")),
    path("", include("programs.referrals.urls")),
    path("", include("programs.mentoring.urls")),
    path("", include("programs.permits.urls")),
    path("", include("programs.bazaars.shops")),
    path("", include("programs.turnover.urls")),
    path("", include("programs.financing.urls")),
    path("", include("reports.urls")),
    path("target/", include("programs.targets.urls")),
    path("kerja/", include("programs.worklist.urls")),
    path("pelatihan/", include("programs.training.urls")),
    path("bazar/", include("programs.bazaars.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("components/", include("jakpreneur.gallery")))

handler400 = "foundation.pages.bad_request"
handler403 = "foundation.pages.forbidden"
handler404 = "foundation.pages.not_found"
handler500 = "foundation.pages.server_error"
