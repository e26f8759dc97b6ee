from django.urls import path

from programs.financing import views

app_name = "financing"
urlpatterns = [
    path("peserta/<uuid:participant_id>/permodalan/", views.Apply.as_view(), name="apply"),
    path("permodalan/<uuid:financing_id>/", views.Decide.as_view(), name="decide"),
]
