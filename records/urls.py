from django.urls import path

from records.views import about

app_name = "records"
urlpatterns = [
    path("catatan/<uuid:record_id>/batalkan/", about.void, name="void"),
    path("catatan/<uuid:record_id>/bukti/", about.attach, name="attach"),
    path("bukti/<uuid:evidence_id>/", about.download, name="evidence"),
]
