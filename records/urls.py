from django.urls import path

from records import views

app_name = "records"
urlpatterns = [
    path("catatan/<uuid:record_id>/batalkan/", views.void, name="void"),
    path("catatan/<uuid:record_id>/bukti/", views.attach, name="attach"),
    path("bukti/<uuid:evidence_id>/", views.download, name="evidence"),
]
