from django.urls import path

from desk.worklist import views

app_name = "worklist"
urlpatterns = [
    path("", views.start, name="start"),
    path("terlama/", views.idle, name="idle"),
    path("tanpa-bukti/", views.without_evidence, name="without_evidence"),
]
