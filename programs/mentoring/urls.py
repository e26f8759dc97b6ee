from django.urls import path

from programs.mentoring import views

app_name = "mentoring"
urlpatterns = [
    path("peserta/<uuid:participant_id>/pendampingan/", views.RecordVisit.as_view(), name="record"),
    path("pendampingan/bersama/", views.joint, name="joint"),
]
