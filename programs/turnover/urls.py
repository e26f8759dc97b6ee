from django.urls import path

from programs.turnover import views

app_name = "turnover"
urlpatterns = [path("peserta/<uuid:participant_id>/omzet/", views.RecordTurnover.as_view(), name="record")]
