"""Where every address of the portal begins; each room brings its own."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from foundation import health
from jakpreneur.views import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("jakpreneur.api")),
    path("", home, name="home"),
    path("", include("accounts.urls")),
    path("sistem/akses/", include("participants.urls")),
    path("", include("desk.registering.urls")),
    path("", include("desk.people.urls")),
    path("", include("desk.person.urls")),
    path("", include("desk.verifying.urls")),
    path("kerja/", include("desk.worklist.urls")),
    path("", include("records.urls")),
    path("", include("referrals.urls")),
    path("pelatihan/", include("programs.training.urls")),
    path("bazar/", include("programs.bazaars.urls")),
    path("", include("programs.shops.urls")),
    path("", include("programs.mentoring.urls")),
    path("", include("programs.permits.urls")),
    path("", include("programs.turnover.urls")),
    path("", include("programs.financing.urls")),
    path("target/", include("targets.urls")),
    path("", include("reports.board.urls")),
    path("", include("reports.figures.urls")),
    path("", include("reports.lists.urls")),
    path("", include("reports.exports.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("components/", include("jakpreneur.gallery")))

handler400 = "foundation.pages.bad_request"
handler403 = "foundation.pages.forbidden"
handler404 = "foundation.pages.not_found"
handler500 = "foundation.pages.server_error"
