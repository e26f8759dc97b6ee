from django.urls import path

from desk.verifying import views

app_name = "verifying"
urlpatterns = [
    path("verifikasi/", views.to_verify, name="list"),
    path("verifikasi/pratinjau/", views.preview, name="preview"),
    path("verifikasi/simpan/", views.verify_many, name="verify_many"),
    path("verifikasi/dikembalikan/", views.returned, name="returned"),
    path("peserta/<uuid:participant_id>/verifikasi/", views.verify, name="verify"),
    path("peserta/<uuid:participant_id>/kembalikan/", views.send_back, name="send_back"),
]
