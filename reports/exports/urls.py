from django.urls import path

from reports.exports import views

app_name = "exports"
urlpatterns = [
    path("ekspor/", views.index, name="list"),
    path("ekspor/buat/", views.ask, name="ask"),
    path("ekspor/<uuid:public_id>/", views.detail, name="detail"),
    path("ekspor/<uuid:public_id>/unduh/", views.download, name="download"),
]
