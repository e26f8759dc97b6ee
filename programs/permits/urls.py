from django.urls import path

from programs.permits import views

app_name = "permits"
urlpatterns = [path("peserta/<uuid:participant_id>/izin/", views.RecordPermit.as_view(), name="record")]
