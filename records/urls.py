from django.urls import URLPattern, URLResolver, include, path

from records.views import about, expectations, reasons

RECORDS = [
    path("catatan/<uuid:record_id>/", about.detail, name="detail"),
    path("catatan/<uuid:record_id>/batalkan/", about.void, name="void"),
    path("catatan/<uuid:record_id>/bukti/", about.attach, name="attach"),
    path("bukti/<uuid:evidence_id>/", about.download, name="evidence"),
]

EXPECTATIONS = [
    path("", expectations.index, name="list"),
    path("tambah/", expectations.new, name="new"),
    path("<uuid:expectation_id>/", expectations.edit, name="edit"),
]

REASONS = [
    path("", reasons.index, name="list"),
    path("tambah/", reasons.new, name="new"),
    path("<uuid:reason_id>/", reasons.edit, name="edit"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((RECORDS, "records"))),
    path("sistem/syarat/", include((EXPECTATIONS, "expectations"))),
    path("sistem/alasan/", include((REASONS, "reasons"))),
]
